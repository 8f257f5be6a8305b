using System.Security.Cryptography;
using System.Text;

namespace InverseRepro.Runner.Frozen;

/// <summary>
/// A copy of the program and the claim files that nobody edits, in a folder named by its content: between submission and the
/// last cell a checkout changes.
/// </summary>
/// <param name="Name">A hash of names and contents of all files.</param>
/// <param name="Path">Holds the program, and the claim files in <c>claims/</c>.</param>
public sealed record PublishedBuild(string Name, string Path)
{
    private const string Unfinished = ".unfinished-", Claims = "claims";

    /// <summary>Copies the program unless this very build is there already.</summary>
    /// <param name="root">The folder of builds.</param>
    /// <param name="program">The folder of the running program.</param>
    /// <exception cref="RunnerException">The build that is there was changed.</exception>
    public static PublishedBuild Publish(string root, string program, string claims)
    {
        var files = FilesIn(program, "").Where(f => !f.Name.StartsWith(Claims + "/", StringComparison.Ordinal)).Concat(FilesIn(claims, Claims + "/")).ToList();
        var name = NameOf(files);
        var build = new PublishedBuild(name, System.IO.Path.Combine(System.IO.Path.GetFullPath(root), name));
        if (!Directory.Exists(build.Path))
            build.Copy(files);
        return NameOf(FilesIn(build.Path, "")) == name
            ? build
            : throw new RunnerException($"the published build '{build.Path}' is not what it was published as; delete it and submit again");
    }

    private void Copy(IEnumerable<(string Name, string File)> files)
    {
        var draft = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, $"{Unfinished}{Name}-{Guid.NewGuid():N}");
        foreach (var (name, file) in files)
        {
            var copy = System.IO.Path.Combine(draft, name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
            File.SetAttributes(copy, File.GetAttributes(copy) | FileAttributes.ReadOnly);
        }
        if (!Directory.Exists(Path)) // else somebody published the same meanwhile
            Directory.Move(draft, Path);
    }

    private static IEnumerable<(string Name, string File)> FilesIn(string folder, string prefix) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => (Name: prefix + System.IO.Path.GetRelativePath(folder, f).Replace('\\', '/'), File: f));

    private static string NameOf(IEnumerable<(string Name, string File)> files)
    {
        var lines = files.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => $"{f.Name} {HashOf(f.File)}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..16];
    }

    private static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
