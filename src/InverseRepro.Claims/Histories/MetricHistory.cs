namespace InverseRepro.Claims.Histories;

/// <summary>One metric over the runs, oldest first.</summary>
/// <param name="Name">E.g. <c>invert-modular:mse01[2]</c>.</param>
/// <param name="Steps">Reported, never gated.</param>
public sealed record MetricHistory(string Name, string Unit, IReadOnlyList<MetricPoint> Points, IReadOnlyList<MetricStep> Steps);
