using InverseRepro.Checkpoints;

namespace InverseRepro.Cli.Rendering;

/// <summary>A checkpoint as JSON for machines.</summary>
/// <param name="Values">Numbers in all entries.</param>
/// <param name="Bytes">Of all entries, each contiguous.</param>
/// <param name="Metadata">That of a safetensors file; the plain values beside the weights of a .pth file.</param>
/// <param name="Weights">Where the state dictionary was found; null where there is none.</param>
/// <param name="Nans">Values that are not a number.</param>
public sealed record WeightsDocument(string File, CheckpointFormat Format, long FileBytes, long Values, long Bytes, long Nans, long Infinities,
    string? Weights, IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<WeightsEntry> Entries)
{
    public static WeightsDocument Of(CheckpointSummary summary) => new(summary.Path, summary.Format, summary.FileBytes, summary.ElementCount, summary.ByteCount,
        summary.NaNs, summary.Infinities, summary.Weights, summary.Metadata,
        [.. summary.Entries.Select(e => new WeightsEntry(e.Entry.Name, e.Entry.Type.ToString(), e.Entry.Shape.ToArray(), e.Entry.ByteCount, e.NaNs, e.Infinities))]);
}

/// <summary>One tensor.</summary>
/// <param name="Type">As safetensors names it: "F32".</param>
public sealed record WeightsEntry(string Name, string Type, IReadOnlyList<long> Shape, long Bytes, long Nans, long Infinities);
