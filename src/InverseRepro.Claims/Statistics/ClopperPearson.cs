using MathNet.Numerics.Distributions;

namespace InverseRepro.Claims.Statistics;

/// <summary>Exact bounds of a binomial share, as for P(A &gt; B) from wins among seeds.</summary>
public static class ClopperPearson
{
    public static Bounds Bounds(int wins, int count, double alpha = Level.Default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegative(wins);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wins, count);
        return new Bounds((double)wins / count,
            wins == 0 ? 0 : Beta.InvCDF(wins, count - wins + 1, alpha),
            wins == count ? 1 : Beta.InvCDF(wins + 1, count - wins, 1 - alpha), alpha);
    }

    /// <summary>P(A &gt; B) of paired differences: strictly positive ones are wins.</summary>
    public static Bounds WinRate(IReadOnlyList<double> differences, double alpha = Level.Default) =>
        Bounds(differences.Count(d => d > 0), differences.Count, alpha);
}
