namespace InverseRepro.Cli.Session;

/// <summary>Finds the checkout: the folder that holds <c>claims/</c>.</summary>
public static class RepositoryFolder
{
    /// <param name="given">As <c>--repo</c> or <c>REPRO_HOME</c> names it; null: looked for.</param>
    /// <param name="startingPoints">Folders from which to walk up: the current one, then that of the program.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public static string Find(string? given, params IEnumerable<string> startingPoints)
    {
        if (!string.IsNullOrEmpty(given))
        {
            return IsRepository(given)
                ? Path.GetFullPath(given)
                : throw new UsageException($"'{given}' has no folder 'claims'; --repo and REPRO_HOME name the checkout of InverseRepro");
        }
        return startingPoints.SelectMany(Upwards).FirstOrDefault(IsRepository)
            ?? throw new UsageException("no folder 'claims' here or above; run inside the checkout, or name it with --repo or REPRO_HOME");
    }

    private static bool IsRepository(string folder) => Directory.Exists(Path.Combine(folder, "claims"));

    private static IEnumerable<string> Upwards(string start)
    {
        for (var folder = new DirectoryInfo(Path.GetFullPath(start)); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }
}
