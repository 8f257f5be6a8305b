using InverseRepro.FeatureInversion.Training.Detection;
using InverseRepro.Vision;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.Detection;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Data;

/// <summary>Pictures of one split.</summary>
/// <param name="Pictures">N×3×H×W in [0, 1].</param>
/// <param name="Images">The same, normalised for the network.</param>
/// <param name="Objects">N: what is visible in each, in pixels.</param>
public sealed record DetectionSplit(ImageBatch Pictures, Tensor Images, IReadOnlyList<IReadOnlyList<KnownObject>> Objects)
{
    /// <summary>N: what a detector should find in each; crowds are left to evaluation.</summary>
    public IReadOnlyList<DetectionTarget> Targets { get; } =
    [
        .. Objects.Select(objects => objects.Where(o => !o.IsCrowd).ToArray()).Select(single => new DetectionTarget(
            [.. single.Select(o => o.Category)], [.. single.Select(o => o.Box.Scale(1.0 / Pictures.Width, 1.0 / Pictures.Height))])),
    ];

    public int Count => Pictures.Count;

    internal static DetectionSplit Of(IReadOnlyList<Scene> scenes, DetectionDataSettings settings, Device device)
    {
        var pictures = new ImageBatch(scenes.Count, 3, settings.ImageSize, settings.ImageSize, [.. scenes.SelectMany(s => s.Image)]);
        using var scope = NewDisposeScope();
        var images = scope.MoveToOuter((pictures.ToTensor(device) - settings.Mean) / settings.Std);
        return new DetectionSplit(pictures, images, [.. scenes.Select(s => s.Visible)]);
    }

    /// <summary>The objects of pictures, with <paramref name="images"/>, as they are or changed, to find them in.</summary>
    public static DetectionSplit Of(ImageSplit truth, Tensor images) => new(truth.Pictures, images, truth.Objects);

    /// <summary>The first <paramref name="count"/>, or all if there are fewer.</summary>
    public DetectionSplit Take(int count) => count >= Count ? this : new(Pictures.Slice(0, count), Images.narrow(0, 0, count), [.. Objects.Take(count)]);
}
