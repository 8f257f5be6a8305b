using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision.Splits;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>
/// Trains the judge of reconstructions: a convolutional network that shares neither architecture, nor initial weights, nor
/// (where pictures are rendered) pictures with the target. Measures <c>accuracy</c> on the report split.
/// </summary>
public static class TrainJudge
{
    public const string Name = "train-judge", Network = "network.safetensors";

    public static void Run(TrainJudgeSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var data = ImageSplits.Load(settings.Data, cell, device, trainStream: "judge");
        using var judge = Initial(settings, cell.Seed, device);
        ClassifierTraining.Train(judge, data.Train.Images, data.Train.Labels, settings.Training, cell.Seed.Derive("judge"),
            (fraction, loss) => cell.Report("training the judge", fraction, loss), cell.Cancellation);
        cell.Record("accuracy", ClassifierTraining.Accuracy(judge, data.Report.Images, data.Report.Labels));
        StateDictionary.Save(judge, cell.NewArtefact(Network));
    }

    /// <summary>The judge before training.</summary>
    public static ConvClassifier Initial(TrainJudgeSettings settings, Seed seed, Device device)
    {
        var judge = new ConvClassifier(settings.Data.ImageSize, settings.Data.Channels, settings.Width, settings.Data.Classes);
        Initialise.TorchDefaults(judge, seed.Derive("judge/init"));
        judge.to(device);
        return judge;
    }
}
