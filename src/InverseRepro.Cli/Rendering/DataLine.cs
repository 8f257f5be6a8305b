using InverseRepro.DataFiles.Catalogue;
using InverseRepro.DataFiles.Checking;

namespace InverseRepro.Cli.Rendering;

/// <summary>A data set as <c>repro data list</c> tells of it.</summary>
/// <param name="Where">The folder, or the file where it is one.</param>
/// <param name="State">present, partly or missing, by names alone.</param>
/// <param name="Bytes">In place or begun.</param>
/// <param name="BytesToFetch">Of all that is downloaded; null where not known.</param>
/// <param name="ByHand">How to come by it where it cannot be fetched.</param>
public sealed record DataLine(string Name, string What, string Where, string State, long Bytes, long? BytesToFetch, string? ByHand,
    IReadOnlyList<DataSource> Sources)
{
    public static DataLine Of(DataSet set, string root)
    {
        var presence = DataPresence.Of(set, root);
        var state = presence.Complete ? "present" : presence.Any ? "partly" : "missing";
        return new DataLine(set.Name, set.What, Path.Combine(root, set.Parts is [{ Unpacked: null } only] ? only.Target : set.Folder), state, presence.Bytes + presence.BytesBegun, set.Bytes, set.ByHand,
            [.. set.Parts.Select(DataSource.Of)]);
    }

    /// <summary>What is there, or would have to be fetched.</summary>
    public string Size => Bytes > 0 ? ByteText.Of(Bytes)
        : BytesToFetch is { } bytes ? $"{ByteText.Of(bytes)} to fetch"
        : ByHand is not null ? "by hand" : "size not published";
}

/// <summary>One download.</summary>
/// <param name="Place">The file or folder it becomes, under the data root.</param>
/// <param name="Checksum">Null: not published.</param>
public sealed record DataSource(string Address, string Place, long? Bytes, string? Checksum)
{
    internal static DataSource Of(DataPart part) => new(part.Address.ToString(), part.Target, part.File.Bytes, part.File.Checksum?.ToString());
}
