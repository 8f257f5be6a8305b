using MathNet.Numerics.Distributions;

namespace InverseRepro.Claims.Statistics;

/// <summary>
/// Page's L for an ordered alternative: within each seed the K stages are ranked, L = Σ stage × rank. The null permutes
/// ranks within seeds; it is exact for K ≤ 12 (ties keep their mid-ranks) and normal beyond. Values that float32 hardly tells
/// apart are tied: rounding errors grow with every stage, and would make a trend of a quantity that has none.
/// </summary>
public static class PageTrend
{
    public const int ExactTo = 12;

    /// <summary>Of a seed's largest value: what lies closer together is tied. Float32 keeps 6e-8, of which passes through a network add up dozens.</summary>
    public const double Resolution = 1e-5;

    /// <summary>The smallest number of seeds of K stages that can reach <paramref name="alpha"/>, and never fewer than 3.</summary>
    public static int MinimumCount(int stages, double alpha = Level.Default)
    {
        var n = 3;
        while (!Ranks.IsAtMost(Math.Exp(-n * MathNet.Numerics.SpecialFunctions.FactorialLn(stages)), alpha))
            n++;
        return n;
    }

    /// <summary>P-values of an increasing and of a decreasing trend.</summary>
    /// <param name="series">One series a seed, all of the same length K ≥ 2; values may be ±∞, never NaN.</param>
    /// <returns>Also the standardised L (positive: increasing), from which the power line is drawn; 0 where all is tied.</returns>
    public static (double Increasing, double Decreasing, double Z) PValues(IReadOnlyList<IReadOnlyList<double>> series)
    {
        ArgumentOutOfRangeException.ThrowIfZero(series.Count);
        var ranks = series.Select(s => TwiceMidRanks(Tied(s))).ToArray();
        var stages = ranks[0].Length;
        if (stages < 2 || ranks.Any(r => r.Length != stages))
            throw new ArgumentException("every seed needs the same number of stages, at least 2", nameof(series));
        var observed = ranks.Sum(r => r.Select((rank, stage) => (stage + 1) * rank).Sum());
        // The mean of stage × rank over permutations is K(K+1)²/4 (twice that here); the variance needs the tied ranks.
        var mean = ranks.Length * stages * (stages + 1.0) * (stages + 1) / 2;
        var deviation = Math.Sqrt(ranks.Sum(Variance));
        if (deviation == 0)
            return (1, 1, 0);
        var z = (observed - mean) / deviation;
        if (stages > ExactTo)
            return (Normal.CDF(0, 1, -z), Normal.CDF(0, 1, z), z);
        var counts = ranks.GroupBy(r => string.Join(' ', r.Order()))
            .SelectMany(alike => Enumerable.Repeat(Permutations(alike.First()), alike.Count())).Aggregate(Convolve);
        return (Math.Min(1, counts.Skip(observed).Sum()), Ranks.Cumulative(counts, observed), z);
    }

    /// <summary>Twice the mid-ranks, so that ties stay whole numbers.</summary>
    internal static int[] TwiceMidRanks(IReadOnlyList<double> values) =>
        [.. values.Select(v => values.Count(other => other < v) + values.Count(other => other <= v) + 1)];

    private static double[] Tied(IReadOnlyList<double> values)
    {
        var closest = Resolution * values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        var tied = values.ToArray();
        var order = Enumerable.Range(0, tied.Length).OrderBy(i => values[i]).ToArray();
        for (var k = 1; k < order.Length; k++)
            if (values[order[k]] - values[order[k - 1]] <= closest)
                tied[order[k]] = tied[order[k - 1]];
        return tied;
    }

    private static double Variance(int[] ranks)
    {
        var stages = Enumerable.Range(1, ranks.Length).Select(s => (double)s).ToArray();
        return SumOfSquares(stages) * SumOfSquares([.. ranks.Select(r => (double)r)]) / (ranks.Length - 1);
    }

    private static double SumOfSquares(double[] values) => values.Sum(v => (v - values.Average()) * (v - values.Average()));

    // The distribution of Σ stage × rank over all K! assignments: ranks are dealt to stages 1, 2, … by subset.
    private static double[] Permutations(int[] ranks)
    {
        var largest = ranks.Order().Select((rank, stage) => (stage + 1) * rank).Sum();
        var bySubset = new double[1 << ranks.Length][];
        bySubset[0] = [1];
        for (var subset = 1; subset < bySubset.Length; subset++)
        {
            var counts = bySubset[subset] = new double[largest + 1];
            var stage = System.Numerics.BitOperations.PopCount((uint)subset);
            for (var rank = 0; rank < ranks.Length; rank++)
                if ((subset & 1 << rank) != 0)
                    AddShifted(counts, bySubset[subset & ~(1 << rank)], stage * ranks[rank], 1.0 / stage);
        }
        return bySubset[^1];
    }

    private static void AddShifted(double[] into, double[] from, int shift, double weight)
    {
        for (var i = 0; i < from.Length; i++)
            if (from[i] != 0)
                into[i + shift] += weight * from[i];
    }

    private static double[] Convolve(double[] a, double[] b)
    {
        var sum = new double[a.Length + b.Length - 1];
        for (var i = 0; i < a.Length; i++)
            if (a[i] != 0)
                AddShifted(sum, b, i, a[i]);
        return sum;
    }
}
