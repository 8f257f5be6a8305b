namespace InverseRepro.Checkpoints.Tests;

/// <summary>Golden files and real weights, which may be absent.</summary>
internal static class SharedFiles
{
    public static string Golden(string name) => Found(Path.Combine("golden", "checkpoints", name), Environment.GetEnvironmentVariable("REPRO_SHARED"), "");

    public static string Weights(string name) => Found(Path.Combine("data", "weights", name), Environment.GetEnvironmentVariable("REPRO_DATA"), "data");

    // "above" is the folder of the relative path that the environment variable already names.
    private static string Found(string relative, string? root, string above)
    {
        var path = root is { Length: > 0 }
            ? Path.Combine(root, Path.GetRelativePath(above.Length > 0 ? above : ".", relative))
            : Above(Path.Combine("shared", relative));
        Skip.If(path is null || !File.Exists(path), $"{relative} is absent; set {(above.Length > 0 ? "REPRO_DATA" : "REPRO_SHARED")} to its root");
        return path!;
    }

    private static string? Above(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, relative)))
                return Path.Combine(folder.FullName, relative);
        return null;
    }
}
