using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.FeatureInversion.Training;
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
        using var vit = Initial(settings.Vit, cell.Seed, device);
        ClassifierTraining.Train(vit, data.Train.Images, data.Train.Labels, settings.Training, cell.Seed.Derive("target"),
            (fraction, loss) => cell.Report("training the target", fraction, loss), cell.Cancellation);
        cell.Record("accuracy", ClassifierTraining.Accuracy(vit, data.Report.Images, data.Report.Labels));
        cell.Record("train_accuracy", ClassifierTraining.Accuracy(vit, data.Train.Images, data.Train.Labels));
        StateDictionary.Save(vit, cell.NewArtefact(Network));
    }

    /// <summary>The network with the weights that training starts from: truncated normal of deviation 0.02, as timm's.</summary>
    public static VisionTransformer Initial(VisionTransformerSettings settings, Seed seed, Device device)
    {
        var vit = new VisionTransformer(settings);
        Initialise.TruncatedNormal(vit, seed.Derive("target/init"), std: 0.02);
        vit.to(device);
        return vit;
    }
}
