using System.Text.Json.Serialization;
using InverseRepro.Claims.Statistics;

namespace InverseRepro.Claims.Baselines;

/// <summary>One metric over the seeds of a baseline.</summary>
/// <param name="Gated">False for costs, which are recorded and never gated by their absolute value.</param>
/// <param name="Resolution">The smallest difference that counts as drift, in <paramref name="Unit"/>.</param>
/// <param name="Values">Raw, by seed; non-finite ones included.</param>
public sealed record BaselineSeries(string Unit, bool Gated, double Resolution, IReadOnlyDictionary<ulong, double> Values)
{
    /// <summary>A ratio of costs depends on the device, and is gated on the same class only.</summary>
    [JsonIgnore]
    public bool IsCostRatio => Unit == MetricResolution.CostRatio;

    /// <summary>Relative difference that rounding alone makes of equal means.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Where the mean of <paramref name="runs"/> new runs is expected; null where no spread can be estimated.</summary>
    public DriftInterval? Interval(int runs, double alpha) => DriftInterval.Of([.. Values.Values], runs, alpha,
        Math.Max(Resolution, Rounding * Math.Abs(Values.Values.Average())));
}
