using System.Text.Json;
using InverseRepro.Engine.Parity;
using InverseRepro.FeatureInversion.Models.Detr;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Models.Detr;

public class PositionEmbeddingSineTests
{
    private const double Bound = 3e-7;

    [SkippableFact]
    public void Positions_agree_with_the_reference_with_and_without_padding()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Golden("algorithms/position_embedding_sine.json")));
        foreach (var example in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            using var scope = NewDisposeScope();
            var mask = Mask(example.GetProperty("mask"));
            var features = example.GetProperty("num_pos_feats").GetInt32();
            Samples(example, "normalize=True", new PositionEmbeddingSine(features).Of(mask));
            Samples(example, "normalize=False", new PositionEmbeddingSine(features, Normalise: false).Of(mask));
            PixelVectors(example, new PositionEmbeddingSine(features).Of(mask));
        }
    }

    private static Tensor Mask(JsonElement mask) => tensor(
        mask.GetProperty("data").EnumerateArray().Select(value => value.GetInt32() != 0).ToArray(),
        mask.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray());

    private static void Samples(JsonElement example, string name, Tensor actual)
    {
        var stage = example.GetProperty("stages").EnumerateArray().Single(s => s.GetProperty("name").GetString() == name);
        actual.shape.Should().Equal(stage.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()));
        var values = actual.contiguous().data<float>().ToArray();
        var expected = stage.GetProperty("samples").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        for (var k = 0; k < expected.Length; k++)
            ((double)values[HashValues.SampleIndex(k, values.Length)]).Should().BeApproximately(expected[k], Bound, $"{name} {k}");
    }

    private static void PixelVectors(JsonElement example, Tensor actual)
    {
        foreach (var pixel in example.GetProperty("pixel_vectors").EnumerateArray())
        {
            var (image, y, x) = (pixel.GetProperty("image").GetInt64(), pixel.GetProperty("y").GetInt64(), pixel.GetProperty("x").GetInt64());
            var values = actual.select(0, image).select(1, y).select(1, x).contiguous().data<float>().ToArray();
            values.Zip(pixel.GetProperty("values").EnumerateArray(), (own, reference) => Math.Abs(own - reference.GetDouble()))
                .Max().Should().BeLessThan(Bound, $"image {image}, row {y}, column {x}");
        }
    }
}
