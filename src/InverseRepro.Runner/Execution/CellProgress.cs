namespace InverseRepro.Runner.Execution;

/// <summary>What a running cell says of itself.</summary>
/// <param name="Fraction">0 to 1 of the whole cell.</param>
public sealed record CellProgress(string Activity, double Fraction, double? Loss);
