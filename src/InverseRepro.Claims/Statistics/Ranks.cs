namespace InverseRepro.Claims.Statistics;

/// <summary>What the rank statistics share: counting orderings and reading bounds off sorted values.</summary>
internal static class Ranks
{
    /// <summary>Compares a probability with a level: 1/20 and 0.05 are equal however they were computed.</summary>
    public static bool IsAtMost(double probability, double level) => probability <= level * (1 + 1e-12);

    /// <summary>The largest c whose cumulated share of the counts is at most <paramref name="alpha"/>; −1 where there is none.</summary>
    public static int Critical(IReadOnlyList<double> counts, double alpha)
    {
        double total = counts.Sum(), below = 0;
        var c = -1;
        while (c + 1 < counts.Count && IsAtMost((below + counts[c + 1]) / total, alpha))
            below += counts[++c];
        return c;
    }

    /// <summary>The share of <paramref name="counts"/> at 0 … <paramref name="statistic"/>.</summary>
    public static double Cumulative(IReadOnlyList<double> counts, int statistic) =>
        Math.Min(1, counts.Take(statistic + 1).Sum() / counts.Sum());

    /// <summary>Median and the (c+1)-th value from either end; infinite bounds where <paramref name="c"/> is −1.</summary>
    public static Bounds Read(SortedValues values, int c, double alpha) => new(values.Median,
        c < 0 ? double.NegativeInfinity : values.FromBelow(c), c < 0 ? double.PositiveInfinity : values.FromAbove(c), alpha);

    /// <summary>
    /// Whether <paramref name="value"/> lies strictly above <paramref name="bound"/>; values that differ by rounding alone are
    /// ties, and ties decide nothing.
    /// </summary>
    public static bool IsAbove(double value, double bound) => value > bound + 1e-12 * Math.Abs(bound);
}
