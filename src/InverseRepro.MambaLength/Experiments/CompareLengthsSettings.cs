namespace InverseRepro.MambaLength.Experiments;

/// <summary>Networks that differ in nothing but the lengths they were trained with, by variant of <see cref="TrainReconstructor"/>.</summary>
public sealed record CompareLengthsSettings(IReadOnlyList<TrainedNetwork> Networks);
