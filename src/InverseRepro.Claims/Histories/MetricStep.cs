using InverseRepro.Claims.Statistics;

namespace InverseRepro.Claims.Histories;

/// <summary>A step of a metric between two runs.</summary>
/// <param name="Last">The last run before it that measured the metric.</param>
/// <param name="First">The first run after it.</param>
/// <param name="Shift">Of the means after it, up to the next step, against those before it.</param>
/// <param name="Changed">What differs between the two runs: rule, device class, engine, commit.</param>
public sealed record MetricStep(long Last, long First, double PValue, Bounds Shift, IReadOnlyList<string> Changed);
