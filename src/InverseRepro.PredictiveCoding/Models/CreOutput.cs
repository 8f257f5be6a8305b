using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models;

/// <summary>What a classification-reconstruction encoder makes of a batch.</summary>
/// <param name="Latent">z, shared by decoder and classifier.</param>
/// <param name="Reconstruction">N×C×H×W.</param>
/// <param name="Logits">N×classes.</param>
public readonly record struct CreOutput(Tensor Latent, Tensor Reconstruction, Tensor Logits);
