using InverseRepro.Vision;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Data;

/// <summary>Pictures of one split.</summary>
/// <param name="Pictures">N×C×H×W in [0, 1].</param>
/// <param name="Images">The same, normalised for the network.</param>
/// <param name="Labels">N, int64.</param>
public sealed record ImageSplit(ImageBatch Pictures, Tensor Images, Tensor Labels);
