namespace InverseRepro.Claims.Statistics;

/// <summary>
/// Unpaired shift of A against B: the median of all differences aᵢ − bⱼ with exact Mann–Whitney bounds (counts of the n·m
/// orderings). Values may be ±∞.
/// </summary>
public static class MannWhitney
{
    /// <summary>The largest c with P(count ≤ c) ≤ α; −1 where the samples are too small (3 and 3 are enough at 0.05).</summary>
    public static int Critical(int n, int m, double alpha) => Ranks.Critical(Counts(n, m), alpha);

    public static Bounds Bounds(IReadOnlyList<double> a, IReadOnlyList<double> b, double alpha = Level.Default) =>
        Ranks.Read(Differences(a, b), Critical(a.Count, b.Count, alpha), alpha);

    /// <summary>One-sided p-values of the shift against a margin, ties against both; see <see cref="SignedRank.PValues"/>.</summary>
    public static (double Above, double Below) PValues(IReadOnlyList<double> a, IReadOnlyList<double> b, double margin)
    {
        var differences = Differences(a, b);
        var counts = Counts(a.Count, b.Count);
        return (Ranks.Cumulative(counts, differences.NotAbove(margin)), Ranks.Cumulative(counts, differences.NotBelow(margin)));
    }

    // Equal infinities on both sides are a tie: 0, as for a pair.
    private static SortedValues Differences(IReadOnlyList<double> a, IReadOnlyList<double> b) =>
        new([.. a.SelectMany(_ => b, (x, y) => x.Equals(y) ? 0 : x - y)]);

    // The Gaussian binomial coefficient (n+m choose n) in q: its u-th coefficient counts the orderings with u inversions.
    private static double[] Counts(int n, int m)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(m);
        var counts = new double[n * m + 1];
        counts[0] = 1;
        for (var k = 1; k <= n; k++)
        {
            for (var u = counts.Length - 1; u >= m + k; u--) // × (1 − q^(m+k))
                counts[u] -= counts[u - m - k];
            for (var u = k; u < counts.Length; u++) // ÷ (1 − q^k)
                counts[u] += counts[u - k];
        }
        return counts;
    }
}
