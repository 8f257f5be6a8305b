using System.Text.Json;
using InverseRepro.Checkpoints;

namespace InverseRepro.Vision.Tests;

/// <summary>Vectors of the reference implementations, folders metrics and algorithms.</summary>
internal static class Golden
{
    internal static JsonElement Json(string name) =>
        JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Golden($"metrics/{name}"))).RootElement;

    internal static JsonElement Algorithm(string name) =>
        JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Golden($"algorithms/{name}"))).RootElement;

    internal static double[] Numbers(JsonElement tensor) => [.. tensor.GetProperty("data").EnumerateArray().Select(v => v.GetDouble())];

    internal static long[] Shape(JsonElement tensor) => [.. tensor.GetProperty("shape").EnumerateArray().Select(v => v.GetInt64())];

    internal static (double, double, double)[] Triples(JsonElement tensor) => [.. Numbers(tensor).Chunk(3).Select(t => (t[0], t[1], t[2]))];

    /// <summary>A stored H×W×3 image as a batch of one.</summary>
    internal static ImageBatch Image(Checkpoint images, string name)
    {
        var entry = images[name];
        var (h, w) = ((int)entry.Shape[0], (int)entry.Shape[1]);
        var interleaved = entry.ToFloat32();
        var planar = Enumerable.Range(0, 3 * h * w).Select(i => interleaved[i % (h * w) * 3 + i / (h * w)]).ToArray();
        return new ImageBatch(1, 3, h, w, planar);
    }
}
