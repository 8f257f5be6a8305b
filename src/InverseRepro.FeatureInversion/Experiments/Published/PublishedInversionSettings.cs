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
/// <param name="Judge">Judges the reconstructions; null where pictures have no class.</param>
public sealed record PublishedInversionSettings(PhotographSettings Pictures, PublishedWeights Weights, Architecture Architecture,
    InversionTrainingSettings Training, PublishedJudgeSettings? Judge = null)
{
    internal ChannelImageLoss Loss() => new(Pictures.Mean, Pictures.Std);

    public IEnumerable<Requirement> Requirements()
    {
        yield return PictureFiles.Requirement(Pictures.Collection);
        yield return Weights.Requirement();
        if (Judge is not null)
            yield return Judge.Weights.Requirement();
    }

    /// <summary>The frozen network with the published weights, in eval mode.</summary>
    public StagedModule Target(ICell cell, Device device) => Weights.Frozen(Architecture, cell.DataRoot, device);

    /// <summary>The first modules of the chain with the initial weights that both schemes start from.</summary>
    public Models.InverseChain InitialChain(int stages, Seed seed, Device device)
    {
        var chain = Architecture.BuildInverse(stages);
        Initialise.TorchDefaults(chain, seed.Derive("inverse/init"));
        chain.to(device);
        return chain;
    }
}
