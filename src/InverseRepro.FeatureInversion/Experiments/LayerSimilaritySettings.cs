namespace InverseRepro.FeatureInversion.Experiments;

/// <param name="Layers">Names of the representations in order of depth.</param>
public sealed record LayerSimilaritySettings(InversionSettings Inversion, IReadOnlyList<string> Layers);
