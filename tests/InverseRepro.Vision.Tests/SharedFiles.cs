namespace InverseRepro.Vision.Tests;

/// <summary>Golden vectors and data beside the checkout; a test that needs absent ones is skipped with the reason.</summary>
internal static class SharedFiles
{
    private static readonly string? Root = Environment.GetEnvironmentVariable("REPRO_SHARED") ?? Search();

    internal static string Folder(string path) => Find(path, Directory.Exists);

    internal static string File(string path) => Find(path, System.IO.File.Exists);

    internal static string AnyPhotograph() => File("data/imagenet-sample/n12998815/n12998815_agaric.jpeg");

    private static string Find(string path, Func<string, bool> exists)
    {
        Skip.If(Root is null, "No folder shared/golden beside the checkout; REPRO_SHARED can name it.");
        var full = Path.Combine(Root!, path);
        Skip.IfNot(exists(full), $"{full} is absent.");
        return full;
    }

    private static string? Search()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "shared", "golden")))
                return Path.Combine(folder.FullName, "shared");
        return null;
    }
}
