using InverseRepro.Experiments;

namespace InverseRepro.Claims.Statistics;

/// <summary>A step in a series: from <paramref name="Index"/> on its values lie elsewhere than before.</summary>
/// <param name="PValue">Of the permutation test that found it.</param>
/// <param name="Shift">Of the segment after it against the one before, with exact Mann–Whitney bounds.</param>
public sealed record ChangePoint(int Index, double PValue, Bounds Shift)
{
    /// <summary>Draws beyond which a permutation test goes no further.</summary>
    private const int MostDraws = 50_000;

    /// <summary>Draws that beat the data, after which it is plain that nothing will be found (Besag and Clifford 1991).</summary>
    private const int Enough = 20;

    /// <summary>
    /// Steps by binary segmentation: the split with the largest standardised rank sum is a step where a random order of the
    /// same values makes as large a one in at most a share <paramref name="alpha"/> of the draws (its p-value counts the data
    /// among the draws, which keeps the level exact whatever the values' distribution and ties); then either side again.
    /// </summary>
    /// <param name="alpha">Chance of any step where there is none.</param>
    /// <param name="seed">Of the draws.</param>
    public static IReadOnlyList<ChangePoint> Find(IReadOnlyList<double> series, double alpha, Seed seed)
    {
        var known = series.Select(v => double.IsNaN(v) ? double.NegativeInfinity : v).ToArray();
        var found = new SortedDictionary<int, double>();
        Split(known, 0, known.Length, alpha, seed, found);
        int[] ends = [0, .. found.Keys, known.Length];
        return [.. found.Select((step, i) => new ChangePoint(step.Key, step.Value, MannWhitney.Bounds(known[step.Key..ends[i + 2]], known[ends[i]..step.Key])))];
    }

    private static void Split(double[] series, int from, int to, double alpha, Seed seed, SortedDictionary<int, double> found)
    {
        if (to - from < 3)
            return;
        var ranks = PageTrend.TwiceMidRanks(series[from..to]);
        var (index, size) = Largest(ranks);
        if (size == 0)
            return;
        var p = Chance(ranks, size, alpha, seed.Derive($"{from}-{to}").Stream());
        if (!Ranks.IsAtMost(p, alpha))
            return;
        found[from + index] = p;
        Split(series, from, from + index, alpha, seed, found);
        Split(series, from + index, to, alpha, seed, found);
    }

    private static double Chance(int[] ranks, double size, double alpha, RandomStream random)
    {
        var draws = (int)Math.Min(MostDraws, Math.Ceiling(Enough / alpha));
        var beaten = 0;
        for (var draw = 1; draw <= draws; draw++)
        {
            Shuffle(ranks, random);
            if (Largest(ranks).Size >= size * (1 - 1e-12) && ++beaten == Enough)
                return (double)Enough / draw;
        }
        return (1.0 + beaten) / (1.0 + draws);
    }

    /// <summary>Where the ranks before lie farthest from those after, and how far: (Σ rank − mean)² over its variance, but for a constant.</summary>
    private static (int Index, double Size) Largest(int[] ranks)
    {
        var (index, largest, sum) = (0, 0.0, 0.0);
        for (var before = 1; before < ranks.Length; before++)
        {
            sum += ranks[before - 1] - (ranks.Length + 1);
            var size = sum * sum / ((double)before * (ranks.Length - before));
            if (size > largest)
                (index, largest) = (before, size);
        }
        return (index, largest);
    }

    private static void Shuffle(int[] values, RandomStream random)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = random.NextInt(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }
}
