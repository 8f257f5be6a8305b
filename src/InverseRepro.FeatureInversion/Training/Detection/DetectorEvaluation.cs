using InverseRepro.Engine.Training;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Models.Detr;
using InverseRepro.Vision.Detection;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training.Detection;

/// <summary>What a detector finds in the scenes of a split.</summary>
public static class DetectorEvaluation
{
    private const int BatchSize = 128;

    /// <summary>The split's objects and, in pixels, the detector's in eval mode.</summary>
    public static IReadOnlyList<EvaluatedImage> Detect(Detr detector, DetectionSplit data)
    {
        using var noGrad = no_grad();
        var evaluated = new List<EvaluatedImage>();
        foreach (var (start, length) in Batches.InOrder(data.Count, BatchSize))
        {
            using var scope = NewDisposeScope();
            var predictions = new Predictions(DetectionOutput.OfLayers(detector, data.Images.narrow(0, start, length))[^1]);
            for (var i = 0; i < length; i++)
                evaluated.Add(new(data.Objects[start + i], predictions.Objects(i, data.Pictures.Width, data.Pictures.Height)));
        }
        return evaluated;
    }

    /// <summary>
    /// The share of objects that a sure detection (score at least 0.5) of their class overlaps with an IoU of at least
    /// <paramref name="iou"/>.
    /// </summary>
    public static double Found(IReadOnlyList<EvaluatedImage> images, double iou = 0.5)
    {
        const double sure = 0.5;
        bool IsFound(KnownObject known, EvaluatedImage image) =>
            image.Detections.Any(d => d.Score >= sure && d.Category == known.Category && d.Box.Iou(known.Box) >= iou);
        return images.SelectMany(image => image.Objects.Select(known => IsFound(known, image))).Average(found => found ? 1.0 : 0);
    }
}
