using InverseRepro.DataFiles.Catalogue;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Cli.Rendering;

/// <summary>Something that cells need and that is not here, and how to come by it.</summary>
/// <param name="Name">"device", or the name of the requirement.</param>
/// <param name="Problem">What is missing and where it was looked for.</param>
/// <param name="Command">The command that fetches it, where one does.</param>
/// <param name="ByHand">How to come by it where no command does.</param>
/// <param name="Sources">Downloads that are not in place yet.</param>
public sealed record PlanDocumentMissing(string Name, string Problem, string? Command, string? ByHand, IReadOnlyList<DataSource> Sources)
{
    // Requirements are named like the catalogue's entries, some in capitals.
    internal static PlanDocumentMissing Of(MissingData missing, IReadOnlyList<DataSet> catalogue, string dataRoot)
    {
        var set = catalogue.FirstOrDefault(s => s.Name.Equals(missing.Name, StringComparison.OrdinalIgnoreCase));
        return set is null || set.ByHand is not null
            ? new(missing.Name, missing.Problem, null, set?.ByHand, [])
            : new(missing.Name, missing.Problem, $"repro data fetch {set.Name}", null, [.. set.Parts.Where(p => !p.IsPlaced(dataRoot)).Select(DataSource.Of)]);
    }

    /// <summary>For people: what is missing, then what to fetch from where, with size and checksum where they are known.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"missing {Problem}";
        if (ByHand is not null)
            yield return $"  {ByHand}";
        if (Command is not null)
            yield return $"  {Command}";
        foreach (var source in Sources)
            yield return $"    {source.Address} ({(source.Bytes is { } bytes ? ByteText.Of(bytes) : "size not published")}, {source.Checksum ?? "no checksum published"})";
    }
}
