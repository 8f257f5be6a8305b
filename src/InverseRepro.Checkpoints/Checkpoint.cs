namespace InverseRepro.Checkpoints;

/// <summary>An open checkpoint: structure checked, values read on demand until it is disposed.</summary>
public sealed class Checkpoint : IDisposable
{
    private readonly CheckpointSource _source;
    private readonly Dictionary<string, CheckpointEntry> _byName;

    internal Checkpoint(CheckpointSource source, CheckpointFormat format, IReadOnlyList<CheckpointEntry> entries, DictionaryNode root,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        _source = source;
        Format = format;
        Entries = entries;
        Root = root;
        Metadata = metadata ?? new Dictionary<string, string>();
        _byName = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>The file as the caller named it.</summary>
    public string Path => _source.Path;

    /// <summary>Bytes of the file.</summary>
    public long FileBytes => _source.Length;

    public CheckpointFormat Format { get; }

    /// <summary>The `__metadata__` of a safetensors file; empty for the other formats.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>All tensors, in the file's order; those in nested dictionaries are named by their path, "model.weight".</summary>
    public IReadOnlyList<CheckpointEntry> Entries { get; }

    /// <summary>The content as it stands in the file, with what is not a tensor.</summary>
    public DictionaryNode Root { get; }

    /// <summary>The entry of this name.</summary>
    /// <exception cref="CheckpointException">There is none.</exception>
    public CheckpointEntry this[string name] =>
        _byName.TryGetValue(name, out var entry) ? entry : throw _source.Fault($"entry '{name}'", "is not in the checkpoint");

    public bool TryGet(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CheckpointEntry? entry) =>
        _byName.TryGetValue(name, out entry);

    /// <summary>The weights alone, wherever the file keeps them.</summary>
    /// <exception cref="CheckpointException">There are none.</exception>
    public CheckpointWeights StateDictionary() => CheckpointWeights.Find(Path, Root);

    public void Dispose() => _source.Dispose();
}
