using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Architectures;
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
            TargetKind.Untrained => TrainTarget.Initial(settings.Architecture, cell.Seed, device),
            TargetKind.Rotation => Rotation((VitArchitecture)settings.Architecture, cell.Seed.Derive("rotation/init")),
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

    private static StagedModule Trained(InversionSettings settings, ICell cell, Device device)
    {
        var network = TrainTarget.Initial(settings.Architecture, cell.Seed, device);
        StateDictionary.Load(network, cell.RequiredArtefact(settings.TrainedBy.Experiment, TrainTarget.Network, settings.TrainedBy.Variant));
        return network;
    }

    private static RotationNetwork Rotation(VitArchitecture vit, Seed seed) =>
        new(vit.Network.PatchSize, vit.Network.InChans, vit.Stages.Count, vit.GroupDepth, seed);
}
