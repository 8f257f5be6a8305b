using InverseRepro.Experiments;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Data;

/// <summary>The three disjoint splits of a cell's pictures, a function of its seed alone.</summary>
public sealed record DetectionSplits(DetectionSplit Train, DetectionSplit Select, DetectionSplit Report)
{
    public static DetectionSplits Load(DetectionDataSettings settings, ICell cell, Device device)
    {
        if (settings.Source != ImageSource.ShapeScenes)
            return Of(ImageSplits.Load(settings.ToImages(), cell, device));
        var scenes = new SceneSettings(settings.ImageSize, settings.Classes, MinObjects: 1, settings.MaxObjects);
        DetectionSplit Rendered(string split, int count) =>
            DetectionSplit.Of(ShapeScenes.Render(scenes, cell.Seed.Derive($"data/{split}"), 0, count), settings, device);
        return new DetectionSplits(Rendered("train", settings.Train), Rendered("select", settings.Select), Rendered("report", settings.Report));
    }

    private static DetectionSplits Of(ImageSplits splits)
    {
        static DetectionSplit Detected(ImageSplit split) => DetectionSplit.Of(split, split.Images);
        return new DetectionSplits(Detected(splits.Train), Detected(splits.Select), Detected(splits.Report));
    }
}
