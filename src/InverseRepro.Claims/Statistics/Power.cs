namespace InverseRepro.Claims.Statistics;

/// <summary>The power line: 80 % at one-sided 5 %, by the normal formula with the signed-rank test's efficiency.</summary>
public static class Power
{
    private const double Quantiles = 1.645 + 0.842; // of 95 % and 80 %
    private const double Efficiency = 0.955; // 3/π: signed rank against t under normality

    /// <summary>About how many seeds would settle a distance of <paramref name="delta"/> between estimate and margin; null where none can be named.</summary>
    public static int? SeedsFor(double delta, double deviation)
    {
        var seeds = Math.Ceiling(Math.Pow(Quantiles * deviation / delta, 2) / Efficiency);
        return seeds is >= 0 and <= 1_000_000 ? Math.Max((int)seeds, SignedRank.MinimumCount(Level.Default)) : null;
    }

    /// <summary>The smallest distance from the margin that <paramref name="seeds"/> would show.</summary>
    public static double Detectable(int seeds, double deviation) => Quantiles * deviation / Math.Sqrt(seeds * Efficiency);

    /// <summary>Seeds at which a standardised statistic of <paramref name="seeds"/> seeds, growing as √n, would reach the level.</summary>
    internal static int? SeedsForZ(int seeds, double z)
    {
        var needed = Math.Ceiling(seeds * Math.Pow(Quantiles / z, 2));
        return needed <= 1_000_000 ? (int)needed : null;
    }
}
