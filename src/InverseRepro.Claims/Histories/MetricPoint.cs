namespace InverseRepro.Claims.Histories;

/// <summary>A metric in one run.</summary>
/// <param name="Mean">Over <paramref name="Seeds"/> seeds.</param>
/// <param name="Reused">Its cells are those of an earlier run: the same measurement, not another one.</param>
public sealed record MetricPoint(long Run, DateTimeOffset Started, double Mean, int Seeds, bool Reused);
