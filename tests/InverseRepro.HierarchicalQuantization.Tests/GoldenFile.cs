using System.Text.Json;
using InverseRepro.Engine.Parity;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Tests;

/// <summary>Numbers of the original implementation in "golden-algorithm/1" files.</summary>
internal static class GoldenFile
{
    /// <summary>Opens golden/algorithms/<paramref name="name"/>, or skips the test.</summary>
    public static JsonDocument Open(string name) => JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Golden($"algorithms/{name}")));

    /// <summary>A tensor of the form {dtype, shape, data}: float32 or int64.</summary>
    public static Tensor ToTensor(this JsonElement element)
    {
        long[] shape = [.. element.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        var numbers = element.GetProperty("data").EnumerateArray();
        return element.GetProperty("dtype").GetString() == "float32"
            ? tensor(numbers.Select(number => number.GetSingle()).ToArray(), shape)
            : tensor(numbers.Select(number => number.GetInt64()).ToArray(), shape);
    }

    /// <summary>An input of hash values, normalised by channel where the file says so.</summary>
    public static Tensor ToInput(this JsonElement input)
    {
        float[]? Numbers(string name) => input.TryGetProperty("normalise", out var normalise)
            ? [.. normalise.GetProperty(name).EnumerateArray().Select(number => number.GetSingle())]
            : null;
        return new GoldenInput(input.GetProperty("name").GetString()!, [.. input.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())],
            input.GetProperty("map").GetString(), 1, Numbers("mean"), Numbers("std"), null).ToTensor();
    }

    /// <summary>The same shape, integers exactly and numbers within <paramref name="bound"/>.</summary>
    public static void ShouldBe(this Tensor actual, JsonElement expected, string what, double bound = 1e-6)
    {
        using var scope = NewDisposeScope();
        var reference = expected.ToTensor();
        actual.shape.Should().Equal(reference.shape, what);
        actual.dtype.Should().Be(reference.dtype, what);
        (actual.detach() - reference).abs().max().to(ScalarType.Float64).item<double>().Should().BeLessThanOrEqualTo(actual.is_floating_point() ? bound : 0, what);
    }
}
