using System.Text.Json;
using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests;

/// <summary>Reads golden vectors: numbers of the original implementations.</summary>
internal static class Golden
{
    /// <summary>Opens golden/<paramref name="relative"/>, or skips the test.</summary>
    public static JsonDocument Open(string relative) => JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Golden(relative)));

    /// <summary>A tensor of the form {dtype, shape, data}.</summary>
    public static Tensor ToTensor(this JsonElement element, ScalarType type)
    {
        var values = element.GetProperty("data").EnumerateArray().Select(number => number.GetDouble()).ToArray();
        var shape = element.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
        return tensor(values, shape).to(type);
    }
}
