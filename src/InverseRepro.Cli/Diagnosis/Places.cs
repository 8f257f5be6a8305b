using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Cli.Diagnosis;

/// <summary>The store and the data sets.</summary>
internal static class Places
{
    public static Finding Store(StoreAddress address)
    {
        try
        {
            if (address.HoldsRecord())
            {
                using var store = address.Open(TimeProvider.System);
                return Finding.Good("store", $"{address}, {store.Runs().Count} runs");
            }
            if (address is SqliteAddress file)
                TryWritingNear(file.Path);
            return Finding.Good("store", $"{address}, not there yet, can be made");
        }
        catch (Exception e) when (e is StoreException or IOException or UnauthorizedAccessException)
        {
            return Finding.Missing("store", e.Message, "choose another place with --store or REPRO_STORE");
        }
    }

    /// <summary>Every data set that an experiment asks for at some scale, each once.</summary>
    public static IEnumerable<Finding> DataSets(string root, IEnumerable<Experiment> experiments)
    {
        var wanted = experiments
            .SelectMany(e => e.Variants.SelectMany(v => e.Requirements(v.Scale, v.Variant).OfType<Requirement.Data>()))
            .DistinctBy(d => d.Name).OrderBy(d => d.Name, StringComparer.Ordinal);
        foreach (var data in wanted)
        {
            var probe = data.Probe(root);
            yield return probe.IsPresent
                ? Finding.Good($"data: {data.Name}", $"present under {root}")
                : Finding.Optional($"data: {data.Name}", probe.Problem!, "needed at scale real only; REPRO_DATA names the data root");
        }
    }

    private static void TryWritingNear(string path)
    {
        var probe = Path.Combine(NearestFolder(path), $".repro-{Guid.NewGuid():N}");
        File.WriteAllText(probe, "");
        File.Delete(probe);
    }

    private static string NearestFolder(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        while (!Directory.Exists(folder) && !File.Exists(folder))
            folder = Path.GetDirectoryName(folder)!;
        return File.Exists(folder) ? throw new IOException($"'{folder}' is a file, not a folder") : folder;
    }
}
