using MathNet.Numerics.Distributions;

namespace InverseRepro.Claims.Statistics;

/// <summary>
/// Where the mean of m new runs is expected from k baseline runs: x̄ₖ ± t₁₋α⁄₂,ₖ₋₁ · sₖ · √(1/m + 1/k), never narrower than
/// the metric's resolution.
/// </summary>
public sealed record DriftInterval(double Mean, double HalfWidth, double Alpha)
{
    public double Lower => Mean - HalfWidth;

    public double Upper => Mean + HalfWidth;

    /// <param name="baseline">Raw values of the k baseline runs.</param>
    /// <param name="newRuns">m, the runs whose mean will be compared.</param>
    /// <param name="alpha">Two-sided; divide by the number of gated metrics for a family-wise level.</param>
    /// <param name="resolution">Floor of the half-width: what the metric cannot tell apart.</param>
    /// <returns>Null where no spread can be estimated: fewer than two runs, or a diverged one among them.</returns>
    public static DriftInterval? Of(IReadOnlyList<double> baseline, int newRuns, double alpha, double resolution = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(newRuns);
        if (!Student.IsDefined(baseline))
            return null;
        var t = StudentT.InvCDF(0, 1, baseline.Count - 1, 1 - alpha / 2);
        var half = t * Student.Deviation(baseline) * Math.Sqrt(1.0 / newRuns + 1.0 / baseline.Count);
        return new DriftInterval(baseline.Average(), Math.Max(half, resolution), alpha);
    }

    /// <summary>False also for a mean that is not finite.</summary>
    public bool Contains(double mean) => Math.Abs(mean - Mean) <= HalfWidth;
}
