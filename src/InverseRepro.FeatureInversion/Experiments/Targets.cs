using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>Builds the frozen network that a cell inverts.</summary>
public static class Targets
{
    public static StagedModule Frozen(TargetKind kind, InversionSettings settings, ICell cell, Device device)
    {
        StagedModule network = kind switch
        {
            TargetKind.Trained => Trained(settings, cell, device),
            TargetKind.Untrained => TrainTarget.Initial(settings.Vit, cell.Seed, device),
            TargetKind.Rotation => new RotationNetwork(settings.Vit.PatchSize, settings.Vit.InChans, settings.Stages.Count,
                settings.Inverse.GroupDepth, cell.Seed.Derive("rotation/init")),
            TargetKind.PublishedMnistVit => PublishedMnist(cell.DataRoot),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        network.to(device);
        network.eval();
        foreach (var parameter in network.parameters())
            parameter.requires_grad = false;
        return network;
    }

    /// <summary>The published MNIST vision transformer with its weights.</summary>
    public static PublishedMnistVit PublishedMnist(string dataRoot)
    {
        var network = new PublishedMnistVit();
        StateDictionary.Load(network, PublishedMnistVit.WeightsFile(dataRoot));
        return network;
    }

    private static VisionTransformer Trained(InversionSettings settings, ICell cell, Device device)
    {
        var vit = new VisionTransformer(settings.Vit);
        StateDictionary.Load(vit, cell.RequiredArtefact(TrainTarget.Name, TrainTarget.Network));
        vit.to(device);
        return vit;
    }
}
