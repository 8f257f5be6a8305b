using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Engine.Training;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Models.Detr;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.FeatureInversion.Training.Detection;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.Detection;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Measuring;

/// <summary>How well a published network does its task on the pictures reported on.</summary>
public static class PublishedTask
{
    /// <summary>Accuracy of a classifier, AP50 of a detector, 0 to 1.</summary>
    /// <exception cref="DataSetException">Boxes are absent, damaged or of other pictures.</exception>
    public static double Score(StagedModule target, Photographs report, PhotographSettings settings, string dataRoot, int batchSize) =>
        PictureFiles.Coco(settings.Collection) is { } coco
            ? CocoEvaluation.Evaluate(Detected((Detr)target, report, Known(coco.Load(dataRoot, Split.Test), report, settings), batchSize)).Ap50
            : Accuracy(target, report, batchSize);

    private static double Accuracy(StagedModule target, Photographs report, int batchSize)
    {
        var hits = 0.0;
        foreach (var (start, length) in Batches.InOrder(report.Count, batchSize))
        {
            using var scope = NewDisposeScope();
            var labels = tensor(report.Labels.Skip(start).Take(length).Select(l => (long)l).ToArray()).Upload(report.Device);
            hits += length * ClassifierTraining.Accuracy(target, report.Slice(start, length), labels, length);
        }
        return hits / report.Count;
    }

    private static List<EvaluatedImage> Detected(Detr detector, Photographs report, IReadOnlyList<IReadOnlyList<KnownObject>> known, int batchSize)
    {
        var found = new List<EvaluatedImage>();
        foreach (var (start, length) in Batches.InOrder(report.Count, batchSize))
        {
            using var scope = NewDisposeScope();
            var pictures = report.Pictures(start, length);
            found.AddRange(DetectorEvaluation.Detect(detector, new DetectionSplit(pictures, report.Normalise(pictures), [.. known.Skip(start).Take(length)])));
        }
        return found;
    }

    /// <summary>The objects of each picture, in pixels of the size it is brought to.</summary>
    private static KnownObject[][] Known(CocoSplit truth, Photographs report, PhotographSettings settings)
    {
        var images = truth.Images.ToDictionary(i => i.FileName);
        return [.. report.Names.Select(name =>
        {
            if (!images.TryGetValue(name, out var image))
                throw new DataSetException(Path.Combine(truth.PictureFolder, name), "is not among the annotated pictures; remove it, or add its annotations.");
            var (x, y) = ((double)settings.Width / image.Width, (double)settings.Height / image.Height);
            return image.Objects.Select(o => o.Known with { Box = o.Box.Scale(x, y), Area = o.Area * x * y }).ToArray();
        })];
    }
}
