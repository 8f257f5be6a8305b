using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.Detection;
using static TorchSharp.torch;

namespace InverseRepro.Vision.Splits;

/// <summary>Pictures of one split.</summary>
/// <param name="Pictures">N×C×H×W in [0, 1].</param>
/// <param name="Images">The same, normalised for the network.</param>
/// <param name="Labels">N, int64.</param>
/// <param name="Scenes">All that is known of each picture, where it was rendered and is reported on; else empty.</param>
public sealed record ImageSplit(ImageBatch Pictures, Tensor Images, Tensor Labels, IReadOnlyList<Scene> Scenes)
{
    /// <summary>N: what is to be seen in each, in pixels; empty where that is not known.</summary>
    public IReadOnlyList<IReadOnlyList<KnownObject>> Objects { get; init; } = [.. Scenes.Select(scene => scene.Visible)];

    /// <summary>N, H·W pixels each: those of the main object; empty where they are not known.</summary>
    public IReadOnlyList<bool[]> MainMasks { get; init; } = [.. Scenes.Select(scene => scene.Main.Mask)];
}
