using System.Globalization;
using InverseRepro.Checkpoints;
using InverseRepro.DataFiles.Catalogue;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.DataFiles.Checking;

/// <summary>Verifies what is there: by checksums where they are published, else by opening it as experiments do.</summary>
public static class DataCheck
{
    public static async Task<DataFinding> RunAsync(DataSet set, string root, CancellationToken cancellation)
    {
        var presence = DataPresence.Of(set, root);
        if (!presence.Any)
            return Finding(DataState.Missing, set.ByHand ?? $"not under {root}; repro data fetch {set.Name}");
        var found = await FileComparison.OfAsync(set.Files, root, cancellation);
        if (found.Agrees && presence.Complete && set.Parts.Count > 0 && set.Parts.All(p => p.Files.Count > 0) && found.Unpublished.Count == 0)
            return Finding(DataState.Official, string.Create(CultureInfo.InvariantCulture, $"{set.Files.Count()} {(set.Files.Count() == 1 ? "file" : "files")} as published"));
        cancellation.ThrowIfCancellationRequested();
        var fault = await Task.Run(() => Fault(set, root), cancellation);
        return (fault, found) switch
        {
            (null, { Agrees: true }) when presence.Complete => Finding(DataState.Unverified, "readable; checksums are not published for all of it"),
            (null, _) => Finding(DataState.NotOfficial, $"readable; {found}"),
            (_, { Different.Count: 0 }) when !presence.Complete => Finding(DataState.Partly, $"{found}; repro data fetch {set.Name} gets the rest".TrimStart(';', ' ')),
            _ => Finding(DataState.Damaged, fault),
        };

        DataFinding Finding(DataState state, string detail) => new(set.Name, state, detail);
    }

    // What the reader says; null where it can read everything.
    private static string? Fault(DataSet set, string root)
    {
        try
        {
            set.Read(root);
            return null;
        }
        catch (Exception fault) when (fault is DataFileException or DataSetException or ImageFileException or CheckpointException or IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }
}
