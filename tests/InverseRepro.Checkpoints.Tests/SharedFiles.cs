namespace InverseRepro.Checkpoints.Tests;

/// <summary>Golden files and real weights, which may be absent.</summary>
internal static class SharedFiles
{
    public static string Golden(string name) => Found("REPRO_SHARED", "", Path.Combine("golden", "checkpoints", name));

    public static string Data(string name) => Found("REPRO_DATA", "data", name);

    public static string Weights(string name) => Data(Path.Combine("weights", name));

    // The variable names the folder that is "shared", or "data" in it, beside the checkout.
    private static string Found(string variable, string folder, string name)
    {
        var path = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } root ? Path.Combine(root, name) : Above(Path.Combine("shared", folder, name));
        Skip.If(path is null || !File.Exists(path), $"{name} is absent; set {variable} to the folder it is in");
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
