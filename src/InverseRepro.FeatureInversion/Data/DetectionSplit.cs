using InverseRepro.FeatureInversion.Training.Detection;
using InverseRepro.Vision;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.Detection;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Data;

/// <summary>Scenes of one split.</summary>
/// <param name="Pictures">N×3×H×W in [0, 1].</param>
/// <param name="Images">The same, normalised for the network.</param>
/// <param name="Objects">N: what is visible in each, in pixels.</param>
public sealed record DetectionSplit(ImageBatch Pictures, Tensor Images, IReadOnlyList<IReadOnlyList<KnownObject>> Objects)
{
    /// <summary>N: what a detector should find in each.</summary>
    public IReadOnlyList<DetectionTarget> Targets { get; } =
    [
        .. Objects.Select(objects => new DetectionTarget(
            [.. objects.Select(o => o.Category)], [.. objects.Select(o => o.Box.Scale(1.0 / Pictures.Width, 1.0 / Pictures.Height))])),
    ];

    public int Count => Pictures.Count;

    internal static DetectionSplit Of(IReadOnlyList<Scene> scenes, DetectionDataSettings settings, Device device)
    {
        var pictures = new ImageBatch(scenes.Count, 3, settings.ImageSize, settings.ImageSize, [.. scenes.SelectMany(s => s.Image)]);
        using var scope = NewDisposeScope();
        var images = scope.MoveToOuter((pictures.ToTensor(device) - settings.Mean) / settings.Std);
        return new DetectionSplit(pictures, images, [.. scenes.Select(s => Visible(s).ToArray())]);
    }

    /// <summary>The objects of rendered pictures, with <paramref name="images"/>, as they are or changed, to find them in.</summary>
    public static DetectionSplit Of(ImageSplit truth, Tensor images) => new(truth.Pictures, images, [.. truth.Scenes.Select(s => Visible(s).ToArray())]);

    private static IEnumerable<KnownObject> Visible(Scene scene) => scene.Objects
        .Select(o => new KnownObject(new Box(o.Box.Left, o.Box.Top, o.Box.Width, o.Box.Height), (int)o.Shape, o.Mask.Count(inside => inside)))
        .Where(known => known.Area > 0);
}
