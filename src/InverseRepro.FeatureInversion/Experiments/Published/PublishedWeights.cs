using System.Security.Cryptography;
using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments.Published;

/// <summary>A file of published weights.</summary>
/// <param name="Name">As <c>repro data</c> names it.</param>
/// <param name="File">Under the data root.</param>
public sealed record PublishedWeights(string Name, string File)
{
    public string Under(string dataRoot) => Path.Combine(dataRoot, File);

    public Requirement.Data Requirement() => new(Name, Probe);

    /// <summary>The network with these weights, frozen and in eval mode.</summary>
    public StagedModule Frozen(Architecture architecture, string dataRoot, Device device)
    {
        var network = architecture.Construct();
        StateDictionary.Load(network, Under(dataRoot));
        return Freeze(network, device);
    }

    /// <summary>A network that training leaves as it is, in eval mode.</summary>
    public static StagedModule Freeze(StagedModule network, Device device)
    {
        network.to(device);
        network.eval();
        foreach (var parameter in network.parameters())
            parameter.requires_grad = false;
        return network;
    }

    private DataProbe Probe(string dataRoot)
    {
        var path = Under(dataRoot);
        if (!System.IO.File.Exists(path))
            return DataProbe.Missing($"{Name}: no file {path}; put it there, or name the data root by REPRO_DATA.");
        using var stream = System.IO.File.OpenRead(path);
        return DataProbe.Present(Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}
