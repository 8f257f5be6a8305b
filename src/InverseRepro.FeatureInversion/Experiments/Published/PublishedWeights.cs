using System.Security.Cryptography;
using InverseRepro.Experiments;

namespace InverseRepro.FeatureInversion.Experiments.Published;

/// <summary>A file of published weights.</summary>
/// <param name="Name">As <c>repro data</c> names it.</param>
/// <param name="File">Under the data root.</param>
public sealed record PublishedWeights(string Name, string File)
{
    public string Under(string dataRoot) => Path.Combine(dataRoot, File);

    public Requirement.Data Requirement() => new(Name, Probe);

    private DataProbe Probe(string dataRoot)
    {
        var path = Under(dataRoot);
        if (!System.IO.File.Exists(path))
            return DataProbe.Missing($"{Name}: no file {path}; put it there, or name the data root by REPRO_DATA.");
        using var stream = System.IO.File.OpenRead(path);
        return DataProbe.Present(Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}
