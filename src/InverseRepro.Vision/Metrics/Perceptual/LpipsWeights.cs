using System.Security.Cryptography;
using InverseRepro.Checkpoints;
using InverseRepro.Engine;
using InverseRepro.Experiments;

namespace InverseRepro.Vision.Metrics.Perceptual;

/// <summary>The two files that an <see cref="Lpips"/> is made from: a published backbone, and linear weights on its maps.</summary>
public static class LpipsWeights
{
    /// <summary>For experiments that report LPIPS.</summary>
    public static Requirement.Data Requirement(LpipsBackbone backbone, LpipsVersion version = LpipsVersion.V01) =>
        new($"LPIPS ({backbone.Name})", root => Probe(root, backbone, version));

    /// <summary>Whether both files are there and the backbone is the published one.</summary>
    public static DataProbe Probe(string dataRoot, LpipsBackbone backbone, LpipsVersion version = LpipsVersion.V01)
    {
        var (linear, tower) = (backbone.LinearFileUnder(dataRoot, version), backbone.FileUnder(dataRoot));
        if (!File.Exists(linear))
            return DataProbe.Missing($"LPIPS: its linear weights are not at {linear}; put them there, or name the data root by REPRO_DATA.");
        if (!File.Exists(tower))
            return DataProbe.Missing($"LPIPS: its backbone is not at {tower}; {Published(backbone)}.");
        var found = Sha256(tower);
        return found.StartsWith(backbone.Sha256Prefix, StringComparison.Ordinal)
            ? DataProbe.Present($"{Sha256(linear)}+{found}")
            : DataProbe.Missing($"LPIPS: {tower} is not the published backbone, its SHA-256 begins with {found[..8]}; {Published(backbone)}.");
    }

    /// <summary>The metric with the files under <paramref name="dataRoot"/>; nothing stands in for an absent one.</summary>
    /// <exception cref="FileNotFoundException">A file is absent or not the published one; the message says where to find it.</exception>
    /// <exception cref="CheckpointException">A file cannot be read.</exception>
    public static Lpips Open(string dataRoot, LpipsBackbone backbone, LpipsVersion version = LpipsVersion.V01)
    {
        if (Probe(dataRoot, backbone, version).Problem is { } problem)
            throw new FileNotFoundException(problem);
        var lpips = new Lpips(backbone, version);
        StateDictionary.Load(lpips.Linear, backbone.LinearFileUnder(dataRoot, version));
        LoadTower(lpips, backbone.FileUnder(dataRoot));
        return lpips;
    }

    /// <summary>The convolutional layers alone: the files hold the classifier too.</summary>
    internal static void LoadTower(Lpips lpips, string path)
    {
        using var checkpoint = CheckpointFile.Read(path);
        var features = checkpoint.StateDictionary().Entries.Where(entry => entry.Key.StartsWith("features.", StringComparison.Ordinal));
        StateDictionary.Load(lpips.Tower, features.Select(entry => entry.Value.WithName(entry.Key)), path);
    }

    private static string Published(LpipsBackbone backbone) =>
        $"it is published at {backbone.Address} (its SHA-256 begins with {backbone.Sha256Prefix}), and `repro data fetch {backbone.Name}` brings it";

    private static string Sha256(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
