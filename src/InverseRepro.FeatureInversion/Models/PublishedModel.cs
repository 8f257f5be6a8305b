using InverseRepro.Checkpoints;
using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Vision;

namespace InverseRepro.FeatureInversion.Models;

/// <summary>A network with published weights.</summary>
/// <param name="Id">As the reference names it ("vit_base_patch16_224").</param>
/// <param name="Reference">Where the name and the keys come from ("timm").</param>
/// <param name="Preprocessing">Of the published weights.</param>
/// <param name="Parameters">Their number; null where it is not known from elsewhere.</param>
/// <param name="Build">Makes the network with arbitrary weights: takes N×3×H×W, its keys are those of the reference, its stages those of the reference.</param>
public sealed record PublishedModel(string Id, string Reference, Preprocessing Preprocessing, long? Parameters, Func<StagedModule> Build)
{
    /// <summary>Gives the network's key for one that the authors' own files write otherwise; others unchanged.</summary>
    public Func<string, string> AuthorsKey { get; init; } = key => key;

    /// <summary>Fills a network that <see cref="Build"/> made with the weights of a checkpoint, the reference's or the authors'.</summary>
    /// <exception cref="CheckpointException">The file cannot be read.</exception>
    /// <exception cref="StateDictionaryException">The file does not fit the network; nothing has been changed.</exception>
    public void Load(StagedModule network, string path)
    {
        using var checkpoint = CheckpointFile.Read(path);
        var entries = checkpoint.StateDictionary().Entries;
        StateDictionary.Load(network, entries.Select(entry => AuthorsKey(entry.Key) is var key && entries.ContainsKey(key)
            ? entry.Value.WithName(entry.Key)
            : entry.Value.WithName(key)), path);
    }
}
