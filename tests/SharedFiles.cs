namespace InverseRepro.Tests;

/// <summary>
/// Golden vectors and real data, which may be absent: under REPRO_SHARED and REPRO_DATA, or in a folder <c>shared</c> beside
/// the checkout. A test that asks for an absent one is skipped with the reason.
/// </summary>
internal static class SharedFiles
{
    /// <summary>The path of golden/<paramref name="relative"/>, a file or folder.</summary>
    public static string Golden(string relative) => Found("REPRO_SHARED", Path.Combine("golden", relative), Path.Combine("shared", "golden", relative));

    /// <summary>The path of a file or folder under the data root.</summary>
    public static string Data(string relative) => Found("REPRO_DATA", relative, Path.Combine("shared", "data", relative));

    private static string Found(string variable, string relative, string beside)
    {
        var path = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } root ? Path.Combine(root, relative) : Above(beside);
        Skip.If(path is null || !Path.Exists(path), $"{relative} is absent: there is no {beside} beside the checkout, and {variable} does not lead to it");
        return path!;
    }

    private static string? Above(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, relative) is var path && Path.Exists(path))
                return path;
        return null;
    }
}
