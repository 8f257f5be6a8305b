using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Measuring;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.Splits;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>
/// Trains the judge of shape: a convolutional network that marks the main object of an original scene. Measures <c>iou</c> with
/// the true masks of the report split.
/// </summary>
public static class TrainMaskPredictor
{
    public const string Name = "train-mask-predictor", Network = "network.safetensors";

    public static void Run(TrainMaskPredictorSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var data = settings.Data;
        var scenes = ShapeScenes.Render(data.Scenes, cell.Seed.Derive("data").Derive("train/mask-predictor"), 0, data.Train);
        var images = (ShapeScenes.Images(data.Scenes, scenes).Images.ToTensor(device) - data.Mean) / data.Std;
        var masks = tensor(scenes.SelectMany(s => s.Main.Mask.Select(m => m ? 1f : 0f)).ToArray(), [data.Train, data.ImageSize, data.ImageSize]).Upload(device);
        using var predictor = Initial(settings, cell.Seed, device);
        SupervisedTraining.Train(predictor, images,
            (logits, batch) => nn.functional.binary_cross_entropy_with_logits(logits, masks.index_select(0, batch)),
            settings.Training, cell.Seed.Derive("mask-predictor"), (fraction, loss) => cell.Report("training the mask predictor", fraction, loss), cell.Cancellation);
        var report = ImageSplits.LoadReport(data, cell, device);
        cell.Record("iou", ShapeIou.Mean(predictor, report.Images, [.. report.Scenes.Select(s => s.Main.Mask)]));
        StateDictionary.Save(predictor, cell.NewArtefact(Network));
    }

    /// <summary>The network before training.</summary>
    public static MaskPredictor Initial(TrainMaskPredictorSettings settings, Seed seed, Device device)
    {
        var predictor = new MaskPredictor(settings.Data.Channels, settings.Width);
        Initialise.TorchDefaults(predictor, seed.Derive("mask-predictor/init"));
        predictor.to(device);
        return predictor;
    }
}
