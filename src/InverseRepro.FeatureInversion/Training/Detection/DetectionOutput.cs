using InverseRepro.Engine.Staging;
using InverseRepro.FeatureInversion.Models.Detr;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training.Detection;

/// <summary>What one decoder layer predicts.</summary>
/// <param name="Logits">N×Q×(classes + 1), "no object" last.</param>
/// <param name="Boxes">N×Q×4: centre x, y, width, height, relative to the image.</param>
public sealed record DetectionOutput(Tensor Logits, Tensor Boxes)
{
    private const string LayerLogits = "class_embed(hs)", LayerBoxes = "bbox_embed(hs).sigmoid";

    /// <summary>The predictions of every decoder layer for images N×3×H×W; the network's own come last.</summary>
    public static IReadOnlyList<DetectionOutput> OfLayers(Detr detector, Tensor images)
    {
        var f = Features.Only([LayerLogits, LayerBoxes]);
        detector.Represent(images, f);
        var (logits, boxes) = (f[LayerLogits], f[LayerBoxes]); // depth×N×Q×…
        return [.. Enumerable.Range(0, (int)logits.shape[0]).Select(layer => new DetectionOutput(logits[layer], boxes[layer]))];
    }
}
