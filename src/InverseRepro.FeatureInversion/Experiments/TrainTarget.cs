using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision.Splits;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>Trains the network that is inverted. Measures <c>accuracy</c> on the report split.</summary>
public static class TrainTarget
{
    public const string Name = "train-target", Network = "network.safetensors";

    public static void Run(TrainTargetSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var data = ImageSplits.Load(settings.Data, cell, device);
        using var network = Initial(settings.Architecture, cell.Seed, device);
        ClassifierTraining.Train(network, data.Train.Images, data.Train.Labels, settings.Training, cell.Seed.Derive("target"),
            (fraction, loss) => cell.Report("training the target", fraction, loss), cell.Cancellation);
        cell.Record("accuracy", ClassifierTraining.Accuracy(network, data.Report.Images, data.Report.Labels));
        cell.Record("train_accuracy", ClassifierTraining.Accuracy(network, data.Train.Images, data.Train.Labels));
        StateDictionary.Save(network, cell.NewArtefact(Network));
    }

    /// <summary>The network with the weights that training starts from.</summary>
    public static StagedModule Initial(Architecture architecture, Seed seed, Device device)
    {
        var network = architecture.Build(seed.Derive("target/init"));
        network.to(device);
        return network;
    }
}
