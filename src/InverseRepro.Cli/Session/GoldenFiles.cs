using InverseRepro.Engine.Parity;

namespace InverseRepro.Cli.Session;

/// <summary>The golden files that a user's arguments stand for, each once.</summary>
/// <param name="Faults">Arguments that stand for none.</param>
internal sealed record GoldenFiles(IReadOnlyList<string> Paths, int Faults)
{
    // Links are left out, so that none leads in a circle.
    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    /// <summary>
    /// A file stands for itself, a glob in the last part of a path for the files it matches, and a folder for the golden
    /// files in and below it, where JSON of other kinds is passed over.
    /// </summary>
    /// <param name="arguments">As the user gave them, relative to <paramref name="directory"/>.</param>
    /// <param name="say">Receives a line for each argument that stands for nothing.</param>
    public static GoldenFiles Find(IEnumerable<string> arguments, string directory, Action<string> say)
    {
        var (paths, faults) = (new List<string>(), 0);
        foreach (var argument in arguments)
        {
            var found = Of(argument, Path.GetFullPath(argument, directory));
            if (found is [])
            {
                faults++;
                say(Directory.Exists(Path.GetFullPath(argument, directory)) ? $"there are no golden files in the folder '{argument}'" : $"no file matches '{argument}'");
            }
            paths.AddRange(found);
        }
        return new GoldenFiles([.. paths.Distinct()], faults);
    }

    private static string[] Of(string argument, string path)
    {
        if (Directory.Exists(path))
            return [.. Directory.EnumerateFiles(path, "*.json", Below).Order(StringComparer.Ordinal).Where(IsMeant)];
        if (File.Exists(path) || argument.IndexOfAny(['*', '?']) < 0)
            return [GivenFile.Checked(path)];
        var (folder, pattern) = (Path.GetDirectoryName(path)!, Path.GetFileName(path));
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal)] : [];
    }

    // A damaged file may have been golden: it is kept, and the check names its fault.
    private static bool IsMeant(string path)
    {
        try
        {
            return GoldenModel.IsGolden(path);
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }
}
