namespace InverseRepro.MambaLength.Experiments;

/// <summary>Networks that differ in nothing but the lengths they were trained with, or what these weigh in the loss, by variant of <see cref="TrainReconstructor"/>.</summary>
public sealed record CompareLengthsSettings(IReadOnlyList<TrainedNetwork> Networks);
