namespace InverseRepro.Report.Collecting;

/// <summary>One value of a chart with what it belongs to.</summary>
/// <param name="Label">E.g. <c>seed 3</c>.</param>
public sealed record LeafPoint(string Label, double Value);
