namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <summary>A trained network of a sweep.</summary>
/// <param name="Value">Of what is varied; the index of its measurements.</param>
/// <param name="Variant">Of <see cref="TrainVqVae"/>.</param>
public sealed record SweepPoint(int Value, string Variant);
