namespace InverseRepro.Claims.Statistics;

/// <summary>Warns where rank bounds lose their footing: skewed or clustered differences.</summary>
public static class DistributionShape
{
    /// <summary>One sentence a concern; none for fewer than four values or where the shape raises none.</summary>
    public static IReadOnlyList<string> Warnings(IReadOnlyList<double> values)
    {
        var finite = values.Where(double.IsFinite).Order().ToArray();
        if (finite.Length < 4 || Student.Deviation(finite) == 0)
            return [];
        var warnings = new List<string>();
        double n = finite.Length, skewness = MathNet.Numerics.Statistics.Statistics.Skewness(finite);
        var error = Math.Sqrt(6 * n * (n - 1) / ((n - 2) * (n + 1) * (n + 3)));
        if (Math.Abs(skewness) > 2 * error)
            warnings.Add(FormattableString.Invariant(
                $"the differences are skewed to the {(skewness < 0 ? "left" : "right")} (skewness {skewness:0.0}): bounds assume symmetry, look at all points"));
        if (IsClustered(finite))
            warnings.Add("the differences form two clusters: look at all points before believing one estimate");
        return warnings;
    }

    // Two groups of at least two, further apart than twice the wider group.
    private static bool IsClustered(double[] sorted) => Enumerable.Range(2, sorted.Length - 3).Any(split =>
        sorted[split] - sorted[split - 1] > 2 * Math.Max(sorted[split - 1] - sorted[0], sorted[^1] - sorted[split]));
}
