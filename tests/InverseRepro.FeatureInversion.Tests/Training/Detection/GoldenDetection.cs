using System.Text.Json;
using InverseRepro.FeatureInversion.Training.Detection;
using InverseRepro.Vision.Detection;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Training.Detection;

/// <summary>Reads the reference's vectors of detection.</summary>
internal static class GoldenDetection
{
    internal static JsonElement Read(string name) => JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Golden($"algorithms/{name}"))).RootElement;

    internal static float[] Values(JsonElement tensor) => [.. tensor.GetProperty("data").EnumerateArray().Select(v => v.GetSingle())];

    internal static Tensor ToTensor(JsonElement entry) =>
        tensor(Values(entry), [.. entry.GetProperty("shape").EnumerateArray().Select(v => v.GetInt64())]);

    internal static int[] Integers(JsonElement list) => [.. list.EnumerateArray().Select(v => v.GetInt32())];

    internal static IReadOnlyList<DetectionTarget> Targets(JsonElement problem) =>
    [
        .. problem.GetProperty("targets").EnumerateArray().Select(t => new DetectionTarget(
            Integers(t.GetProperty("labels")),
            [.. Values(t.GetProperty("boxes_cxcywh")).Chunk(4).Select(b => Box.FromCentre(b[0], b[1], b[2], b[3]))])),
    ];

    internal static DetectionOutput Output(JsonElement layer, bool gradients = false) =>
        new(ToTensor(layer.GetProperty("pred_logits")).requires_grad_(gradients), ToTensor(layer.GetProperty("pred_boxes")).requires_grad_(gradients));

    /// <summary>Equal up to the rounding of a few float32 operations.</summary>
    internal static void ShouldAgree(IEnumerable<double> actual, IEnumerable<double> expected, string because) =>
        actual.Should().Equal(expected, (a, e) => Math.Abs(a - e) <= 2e-6 * Math.Max(1, Math.Abs(e)), because);
}
