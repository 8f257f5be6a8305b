using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace InverseRepro.Cli.Diagnosis;

/// <summary>The native libraries, found the way the build and the loader find them.</summary>
internal static partial class Libraries
{
#if TORCH_SYSTEM
    public static IEnumerable<Finding> Torch()
    {
        var root = Environment.GetEnvironmentVariable("LIBTORCH") is { Length: > 0 } given ? given : "/usr";
        var library = LibraryFolders(root).SelectMany(f => Files(f, "libtorch_cpu.so*")).FirstOrDefault();
        yield return library is null
            ? Finding.Missing("libtorch", $"not found under {root}",
                "sudo apt-get install -y libtorch-dev, or LIBTORCH=/path/to/an/unpacked/libtorch")
            : Finding.Good("libtorch", $"{Version(root) ?? "version unknown"}, {library} (provider: System)");
        if (root == "/usr")
            yield return OpenBlas(root);
    }
#else
    public static IEnumerable<Finding> Torch() =>
        [Finding.Good("libtorch", "from the TorchSharp packages (provider: NuGet)")];
#endif

    public static Finding Picture(string name, string library, string package)
    {
        if (!OperatingSystem.IsLinux())
            return Finding.Optional(name, "looked for on Linux only", $"see that {library} can be loaded");
        if (!NativeLibrary.TryLoad(library, out var handle))
            return Finding.Missing(name, $"{library} is missing", $"sudo apt-get install -y {package}");
        NativeLibrary.Free(handle);
        return Finding.Good(name, library);
    }

#if TORCH_SYSTEM
    // The default pthread variant takes all cores whatever it is told.
    private static Finding OpenBlas(string root) =>
        LibraryFolders(root).SelectMany(f => Files(Path.Combine(f, "openblas-openmp"), "libopenblas.so.0")).FirstOrDefault() is { } found
            ? Finding.Good("OpenBLAS", $"OpenMP variant, {found}")
            : Finding.Optional("OpenBLAS", "no OpenMP variant: workers would fight for cores and train several times slower",
                "sudo apt-get install -y libopenblas0-openmp");

    private static string? Version(string root)
    {
        string[] places = ["include/torch/csrc/api/include/torch/version.h", "include/torch/version.h"];
        var header = places.Select(p => Path.Combine(root, p)).FirstOrDefault(File.Exists);
        if (header is null)
            return null;
        var parts = VersionPart().Matches(File.ReadAllText(header)).Select(m => m.Groups[1].Value).Take(3);
        return string.Join('.', parts) is { Length: > 0 } version ? version : null;
    }

    private static IEnumerable<string> LibraryFolders(string root)
    {
        var lib = Path.Combine(root, "lib");
        return Directory.Exists(lib) ? Directory.EnumerateDirectories(lib, "*-linux-gnu").Prepend(lib) : [];
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal) : [];

    [GeneratedRegex(@"#define TORCH_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)")]
    private static partial Regex VersionPart();
#endif
}
