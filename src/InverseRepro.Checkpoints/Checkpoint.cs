namespace InverseRepro.Checkpoints;

/// <summary>An open checkpoint: structure checked, values read on demand until it is disposed.</summary>
public sealed class Checkpoint : IDisposable
{
    private readonly CheckpointSource _source;
    private readonly Dictionary<string, CheckpointEntry> _byName;

    internal Checkpoint(CheckpointSource source, CheckpointFormat format, IReadOnlyDictionary<string, string> metadata,
        IReadOnlyList<CheckpointEntry> entries)
    {
        _source = source;
        Format = format;
        Metadata = metadata;
        Entries = entries;
        _byName = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>The file as the caller named it.</summary>
    public string Path => _source.Path;

    /// <summary>Bytes of the file.</summary>
    public long FileBytes => _source.Length;

    public CheckpointFormat Format { get; }

    /// <summary>The `__metadata__` of a safetensors file; empty for the other formats.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>All tensors, in the file's order.</summary>
    public IReadOnlyList<CheckpointEntry> Entries { get; }

    /// <summary>The entry of this name.</summary>
    /// <exception cref="CheckpointException">There is none.</exception>
    public CheckpointEntry this[string name] =>
        _byName.TryGetValue(name, out var entry) ? entry : throw _source.Fault($"entry '{name}'", "is not in the checkpoint");

    public bool TryGet(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CheckpointEntry? entry) =>
        _byName.TryGetValue(name, out entry);

    public void Dispose() => _source.Dispose();
}
