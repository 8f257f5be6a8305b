using System.Text.Json;
using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests;

/// <summary>Golden vectors: numbers of the original implementations, beside the checkout or under REPRO_SHARED.</summary>
internal static class Golden
{
    /// <summary>Opens golden/<paramref name="relative"/>, or skips the test.</summary>
    public static JsonDocument Open(string relative)
    {
        var path = Find(relative);
        Skip.If(path is null, $"golden vectors are absent: no shared/golden/{relative} beside the checkout, and REPRO_SHARED does not lead to it");
        return JsonDocument.Parse(File.ReadAllBytes(path!));
    }

    /// <summary>A tensor of the form {dtype, shape, data}.</summary>
    public static Tensor ToTensor(this JsonElement element, ScalarType type)
    {
        var values = element.GetProperty("data").EnumerateArray().Select(number => number.GetDouble()).ToArray();
        var shape = element.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
        return tensor(values, shape).to(type);
    }

    private static string? Find(string relative)
    {
        if (Environment.GetEnvironmentVariable("REPRO_SHARED") is { Length: > 0 } root)
            return File.Exists(Path.Combine(root, "golden", relative)) ? Path.Combine(root, "golden", relative) : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "golden", relative) is var path && File.Exists(path))
                return path;
        return null;
    }
}
