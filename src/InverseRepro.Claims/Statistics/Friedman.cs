namespace InverseRepro.Claims.Statistics;

/// <summary>
/// Friedman's test of whether arms differ at all: within each seed the K arms are ranked, S = Σ (sum of an arm's ranks)². The
/// null permutes ranks within seeds; it is exact (ties keep their mid-ranks).
/// </summary>
public static class Friedman
{
    public const int MostArms = 6;

    /// <summary>The smallest number of seeds of K arms that can reach <paramref name="alpha"/>, and never fewer than 3.</summary>
    public static int MinimumCount(int arms, double alpha = Level.Default)
    {
        var n = 3;
        while (!Ranks.IsAtMost(Floor(n, arms), alpha))
            n++;
        return n;
    }

    /// <summary>The smallest p-value of <paramref name="seeds"/> seeds: all of them rank the arms alike, in any of K! orders.</summary>
    public static double Floor(int seeds, int arms) => Math.Exp((1 - seeds) * MathNet.Numerics.SpecialFunctions.FactorialLn(arms));

    /// <param name="rows">One row a seed, all of the same length 2 ≤ K ≤ <see cref="MostArms"/>; values may be ±∞, never NaN.</param>
    public static double PValue(IReadOnlyList<IReadOnlyList<double>> rows)
    {
        ArgumentOutOfRangeException.ThrowIfZero(rows.Count);
        var arms = rows[0].Count;
        if (arms is < 2 or > MostArms || rows.Any(r => r.Count != arms))
            throw new ArgumentException($"every seed needs the same number of arms, 2 to {MostArms}", nameof(rows));
        var ranks = rows.Select(PageTrend.TwiceMidRanks).ToArray();
        var observed = Statistic([.. Enumerable.Range(0, arms).Select(arm => ranks.Sum(r => r[arm]))]);
        // Arms are alike under the null, so that sums of ranks need to be told apart only up to their order.
        var sums = new Dictionary<string, (int[] Sums, double Probability)> { [""] = (new int[arms], 1) };
        foreach (var row in ranks)
            sums = Dealt(sums.Values, [.. Permutations(row)]);
        return Math.Min(1, sums.Values.Where(s => Statistic(s.Sums) >= observed).Sum(s => s.Probability));
    }

    private static Dictionary<string, (int[] Sums, double Probability)> Dealt(IEnumerable<(int[] Sums, double Probability)> before, IReadOnlyList<int[]> permutations)
    {
        var after = new Dictionary<string, (int[] Sums, double Probability)>();
        foreach (var (sums, probability) in before)
            foreach (var permutation in permutations)
            {
                int[] dealt = [.. sums.Zip(permutation, (a, b) => a + b).Order()];
                var key = string.Join(' ', dealt);
                after[key] = (dealt, after.GetValueOrDefault(key).Probability + probability / permutations.Count);
            }
        return after;
    }

    private static IEnumerable<int[]> Permutations(int[] ranks) => ranks.Length == 1
        ? [ranks]
        : Enumerable.Range(0, ranks.Length).SelectMany(first =>
            Permutations([.. ranks.Where((_, i) => i != first)]).Select(rest => (int[])[ranks[first], .. rest]));

    private static long Statistic(int[] sums) => sums.Sum(s => (long)s * s);
}
