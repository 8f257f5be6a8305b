namespace InverseRepro.HierarchicalQuantization.Measuring;

/// <summary>Spearman's rank correlation.</summary>
internal static class RankCorrelation
{
    /// <summary>In [−1, 1]; equal values share the mean of their ranks. 0 where either side does not vary.</summary>
    public static double Of(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var (a, b) = (Centred(x), Centred(y));
        var norm = Math.Sqrt(a.Sum(v => v * v) * b.Sum(v => v * v));
        return norm == 0 ? 0 : a.Zip(b, (u, v) => u * v).Sum() / norm;
    }

    // Ranks about their mean: half the difference of the counts below and above.
    private static double[] Centred(IReadOnlyList<double> values) =>
        [.. values.Select(v => (values.Count(other => other < v) - values.Count(other => other > v)) / 2.0)];
}
