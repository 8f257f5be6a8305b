using System.Globalization;

namespace InverseRepro.Checkpoints;

/// <summary>What `repro weights inspect` says of a checkpoint.</summary>
/// <param name="Path">The file as the caller named it.</param>
/// <param name="Format">Its container.</param>
/// <param name="FileBytes">Its size.</param>
/// <param name="Entries">All tensors, in the file's order.</param>
/// <param name="Metadata">The metadata of a safetensors file; the plain values beside the weights ("epoch") of a .pth file.</param>
/// <param name="Weights">Where the state dictionary is, in one sentence; null when the file has none.</param>
public sealed record CheckpointSummary(string Path, CheckpointFormat Format, long FileBytes, IReadOnlyList<EntrySummary> Entries,
    IReadOnlyDictionary<string, string> Metadata, string? Weights)
{
    /// <summary>Values of all entries.</summary>
    public long ElementCount => Entries.Sum(entry => entry.Entry.ElementCount);

    /// <summary>Bytes of all entries, each contiguous.</summary>
    public long ByteCount => Entries.Sum(entry => entry.Entry.ByteCount);

    /// <summary>Values of all entries that are not a number.</summary>
    public long NaNs => Entries.Sum(entry => entry.NaNs);

    /// <summary>Values of all entries that are infinite.</summary>
    public long Infinities => Entries.Sum(entry => entry.Infinities);

    /// <summary>Reads every value of <paramref name="checkpoint"/> once.</summary>
    /// <exception cref="CheckpointException">A value cannot be read.</exception>
    public static CheckpointSummary Of(Checkpoint checkpoint)
    {
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in checkpoint.Metadata)
            metadata.Add(key, value);
        foreach (var (key, node) in checkpoint.Root.Items)
            if (node is ScalarNode scalar)
                metadata.Add(key, Convert.ToString(scalar.Value, CultureInfo.InvariantCulture) ?? "");
        return new CheckpointSummary(checkpoint.Path, checkpoint.Format, checkpoint.FileBytes, [.. checkpoint.Entries.Select(EntrySummary.Of)],
            metadata, checkpoint.Entries.Count == 0 ? null : Weighted(checkpoint));
    }

    private static string? Weighted(Checkpoint checkpoint)
    {
        try
        {
            return checkpoint.StateDictionary().Description;
        }
        catch (CheckpointException)
        {
            return null;
        }
    }
}
