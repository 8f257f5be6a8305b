using InverseRepro.Vision.Detection;

namespace InverseRepro.FeatureInversion.Training.Detection;

/// <summary>What a detector should find in an image; there may be nothing.</summary>
/// <param name="Labels">Classes.</param>
/// <param name="Boxes">Of the same objects, relative to the image.</param>
public sealed record DetectionTarget(IReadOnlyList<int> Labels, IReadOnlyList<Box> Boxes)
{
    public IReadOnlyList<Box> Boxes { get; init; } = Boxes.Count == Labels.Count
        ? Boxes
        : throw new ArgumentException($"{Labels.Count} labels for {Boxes.Count} boxes.");

    public int Count => Labels.Count;

    /// <summary>The same in the image mirrored left to right.</summary>
    public DetectionTarget Mirrored() => this with { Boxes = [.. Boxes.Select(b => b with { Left = 1 - b.Right })] };
}
