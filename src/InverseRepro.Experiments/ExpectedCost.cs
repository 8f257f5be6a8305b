namespace InverseRepro.Experiments;

/// <summary>What a cell is expected to take.</summary>
/// <param name="PeakBytes">Memory of its worker, and of the GPU where it computes on one: the larger of the two.</param>
public sealed record ExpectedCost(double Seconds, long PeakBytes);
