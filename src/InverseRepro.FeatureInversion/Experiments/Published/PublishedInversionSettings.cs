using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments.Published;

/// <summary>A published checkpoint cut into stages, and how the modules that invert it are trained; the same record for both schemes.</summary>
public sealed record PublishedInversionSettings(PhotographSettings Pictures, PublishedWeights Weights, Architecture Architecture,
    InversionTrainingSettings Training)
{
    internal ChannelImageLoss Loss() => new(Pictures.Mean, Pictures.Std);

    public IEnumerable<Requirement> Requirements() => [PictureFiles.Requirement(Pictures.Collection), Weights.Requirement()];

    /// <summary>The frozen network with the published weights, in eval mode.</summary>
    public StagedModule Target(ICell cell, Device device)
    {
        var network = Architecture.Construct();
        StateDictionary.Load(network, Weights.Under(cell.DataRoot));
        network.to(device);
        network.eval();
        foreach (var parameter in network.parameters())
            parameter.requires_grad = false;
        return network;
    }

    /// <summary>The first modules of the chain with the initial weights that both schemes start from.</summary>
    public Models.InverseChain InitialChain(int stages, Seed seed, Device device)
    {
        var chain = Architecture.BuildInverse(stages);
        Initialise.TorchDefaults(chain, seed.Derive("inverse/init"));
        chain.to(device);
        return chain;
    }
}
