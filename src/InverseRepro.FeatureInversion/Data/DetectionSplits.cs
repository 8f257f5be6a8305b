using InverseRepro.Experiments;
using InverseRepro.Vision.DataSets;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Data;

/// <summary>The three disjoint splits of a cell's scenes, a function of its seed alone.</summary>
public sealed record DetectionSplits(DetectionSplit Train, DetectionSplit Select, DetectionSplit Report)
{
    public static DetectionSplits Load(DetectionDataSettings settings, Seed seed, Device device)
    {
        var scenes = new SceneSettings(settings.ImageSize, settings.Classes, MinObjects: 1, settings.MaxObjects);
        DetectionSplit Rendered(string split, int count) =>
            DetectionSplit.Of(ShapeScenes.Render(scenes, seed.Derive($"data/{split}"), 0, count), settings, device);
        return new DetectionSplits(Rendered("train", settings.Train), Rendered("select", settings.Select), Rendered("report", settings.Report));
    }
}
