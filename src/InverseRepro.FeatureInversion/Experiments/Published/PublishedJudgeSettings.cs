using InverseRepro.FeatureInversion.Architectures;

namespace InverseRepro.FeatureInversion.Experiments.Published;

/// <summary>A published classifier of another architecture and training than the one that is inverted.</summary>
/// <param name="Mean">Of each channel, for the normalisation of pictures in [0, 1].</param>
public sealed record PublishedJudgeSettings(PublishedWeights Weights, Architecture Architecture, IReadOnlyList<float> Mean, IReadOnlyList<float> Std);
