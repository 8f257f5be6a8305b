using MathNet.Numerics.Distributions;

namespace InverseRepro.Claims.Statistics;

/// <summary>
/// Wilcoxon's signed-rank test inverted into bounds around the Hodges–Lehmann estimate (Walsh averages (Dᵢ + Dⱼ)/2, i ≤ j).
/// Exact to n = 60 by counting subsets of 1 … n by their sum; beyond, as for images, by the normal approximation.
/// Differences may be ±∞ (diverged runs), never NaN. All Walsh averages are held at once, 4n² bytes: 100 MB for 5,000 images.
/// </summary>
public static class SignedRank
{
    /// <summary>The largest n whose null distribution is counted.</summary>
    public const int ExactTo = 60;

    /// <summary>The smallest n at which any bound at one-sided <paramref name="alpha"/> exists: 2⁻ⁿ ≤ α.</summary>
    public static int MinimumCount(double alpha)
    {
        RequireLevel(alpha);
        var n = 1;
        while (!Ranks.IsAtMost(Math.Pow(2, -n), alpha))
            n++;
        return n;
    }

    /// <summary>The largest c with P(W⁺ ≤ c) ≤ α; −1 where n is too small.</summary>
    public static int Critical(int n, double alpha)
    {
        RequireLevel(alpha);
        if (n <= ExactTo)
            return Ranks.Critical(SubsetSums(n), alpha);
        var (mean, deviation) = Moments(n);
        return (int)Math.Floor(mean + deviation * Normal.InvCDF(0, 1, alpha) - 0.5);
    }

    /// <summary>P(W⁺ ≤ <paramref name="statistic"/>) under symmetry about 0.</summary>
    public static double Cumulative(int n, int statistic)
    {
        if (n <= ExactTo)
            return Ranks.Cumulative(SubsetSums(n), statistic);
        var (mean, deviation) = Moments(n);
        return Normal.CDF(mean, deviation, statistic + 0.5);
    }

    /// <summary>Hodges–Lehmann estimate with its exact bounds L = w₍c₊₁₎ and U = w₍M₋c₎ over the M sorted Walsh averages.</summary>
    public static Bounds Bounds(IReadOnlyList<double> differences, double alpha = Level.Default) =>
        Ranks.Read(WalshAverages(differences), Critical(differences.Count, alpha), alpha);

    /// <summary>
    /// One-sided p-values against a margin. <c>Above ≤ α</c> exactly where the lower bound at α exceeds the margin, and
    /// <c>Below ≤ α</c> exactly where the upper bound stays under it; ties count against both.
    /// </summary>
    public static (double Above, double Below) PValues(IReadOnlyList<double> differences, double margin)
    {
        var averages = WalshAverages(differences);
        return (Cumulative(differences.Count, averages.NotAbove(margin)), Cumulative(differences.Count, averages.NotBelow(margin)));
    }

    private static SortedValues WalshAverages(IReadOnlyList<double> differences)
    {
        ArgumentOutOfRangeException.ThrowIfZero(differences.Count);
        if (differences.Any(double.IsNaN))
            throw new ArgumentException("a difference is NaN: give diverged runs a side (±∞) first", nameof(differences));
        var averages = new double[differences.Count * (differences.Count + 1) / 2];
        var k = 0;
        for (var i = 0; i < differences.Count; i++)
            for (var j = 0; j <= i; j++)
                averages[k++] = i == j ? differences[i] : (differences[i] + differences[j]) / 2;
        return new SortedValues(averages);
    }

    private static double[] SubsetSums(int n)
    {
        var counts = new double[n * (n + 1) / 2 + 1];
        counts[0] = 1;
        for (var item = 1; item <= n; item++)
            for (var sum = item * (item + 1) / 2; sum >= item; sum--)
                counts[sum] += counts[sum - item];
        return counts;
    }

    private static (double Mean, double Deviation) Moments(int n) =>
        (n * (n + 1.0) / 4, Math.Sqrt(n * (n + 1.0) * (2.0 * n + 1) / 24));

    private static void RequireLevel(double alpha)
    {
        if (alpha is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "a level lies between 0 and 1");
    }
}
