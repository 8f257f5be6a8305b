namespace InverseRepro.Engine.Tests;

/// <summary>Golden vectors: numbers of the original implementations, beside the checkout or under REPRO_SHARED.</summary>
internal static class Golden
{
    /// <summary>The path of golden/<paramref name="relative"/>, a file or folder; skips the test where it is absent.</summary>
    public static string Find(string relative)
    {
        var path = Candidates(relative).FirstOrDefault(candidate => File.Exists(candidate) || Directory.Exists(candidate));
        Skip.If(path is null, $"golden vectors are absent: no shared/golden/{relative} beside the checkout, and REPRO_SHARED does not lead to it");
        return path!;
    }

    private static IEnumerable<string> Candidates(string relative)
    {
        if (Environment.GetEnvironmentVariable("REPRO_SHARED") is { Length: > 0 } root)
            yield return Path.Combine(root, "golden", relative);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared", "golden", relative);
    }
}
