using System.Text.Json;
using InverseRepro.Experiments;
using InverseRepro.MambaLength.Patches;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Tests.Patches;

public class PatchTests
{
    [SkippableFact]
    public void Patches_and_relative_positions_are_the_reference_s()
    {
        var crop = Golden("crop");
        var at = stack([Integers(crop.GetProperty("pos_x")), Integers(crop.GetProperty("pos_y"))], -1);
        var size = crop.GetProperty("patch_size").GetInt32();

        Equal(PatchCropping.Crop(Floats(crop.GetProperty("image")), at, size), Floats(crop.GetProperty("patches")), within: 0);
        var relative = PatchPositions.Relative(at, 16);
        Equal(relative.select(2, 0), Integers(crop.GetProperty("relative_x")), within: 0);
        Equal(relative.select(2, 1), Integers(crop.GetProperty("relative_y")), within: 0);
    }

    [SkippableFact]
    public void Sines_and_cosines_of_positions_are_the_reference_s()
    {
        var additive = Golden("additive_position");
        var at = stack([Integers(additive.GetProperty("x")), Integers(additive.GetProperty("y"))], -1);
        Equal(PatchPositions.SineCosine(at, additive.GetProperty("dim").GetInt32()), Floats(additive.GetProperty("values")), within: 1e-6);

        var grid = Golden("grid_sincos");
        Equal(PatchPositions.SineCosineOfGrid(grid.GetProperty("H").GetInt32(), grid.GetProperty("W").GetInt32(), grid.GetProperty("dim").GetInt32()),
            Floats(grid.GetProperty("values")), within: 1e-6);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Patches_are_cut_where_the_definition_says(int size)
    {
        var random = new Seed(2).Stream();
        var images = tensor(Array.ConvertAll(new float[2 * 3 * 9 * 11], _ => (float)random.NextDouble()), [2, 3, 9, 11]);
        var at = tensor(new long[] { size / 2, size / 2, 5, 4, 11 - (size + 1) / 2, 9 - (size + 1) / 2, 6, 3 }, [2, 2, 2]);

        var patches = PatchCropping.Crop(images, at, size);

        patches.shape.Should().Equal(2, 2, 3, size, size);
        for (var n = 0; n < 2; n++)
            for (var l = 0; l < 2; l++)
            {
                var (x, y) = (at[n, l, 0].item<long>(), at[n, l, 1].item<long>());
                Equal(patches[n, l], images[n].narrow(1, y - size / 2, size).narrow(2, x - size / 2, size), within: 0);
            }
    }

    [Fact]
    public void Patches_apart_from_another_do_not_overlap_it_and_are_everywhere_else()
    {
        using var from = tensor(new long[] { 2, 2, 7, 5 }, [2, 1, 2]);

        using var apart = PatchPositions.DrawApart(new Seed(2).Stream(), from, 500, side: 12, patchSize: 4);

        apart.shape.Should().Equal(2, 500, 2);
        ((apart - from).abs().max(2).values < 4).any().item<bool>().Should().BeFalse();
        (apart.min().item<long>(), apart.max().item<long>()).Should().Be((2, 9));
        Enumerable.Range(0, 500).Select(i => (apart[0, i, 0].item<long>(), apart[0, i, 1].item<long>())).Distinct().Should().HaveCount(64 - 16);
    }

    [Fact]
    public void A_patch_beyond_the_image_is_refused()
    {
        var crop = () => PatchCropping.Crop(zeros(1, 1, 8, 8), tensor(new long[] { 2, 7 }, [1, 1, 2]), 4);
        crop.Should().Throw<ArgumentException>().WithMessage("Patches begin at y = 5 … 5; the image has room for 0 … 4.");
    }

    [Fact]
    public void Positions_are_drawn_where_patches_fit_and_depend_on_the_seed_alone()
    {
        var drawn = PatchPositions.Draw(new Seed(4).Stream(), batch: 20, count: 50, side: 9, patchSize: 4);

        drawn.shape.Should().Equal(20, 50, 2);
        (drawn.min().item<long>(), drawn.max().item<long>()).Should().Be((2, 6));
        Equal(PatchPositions.Draw(new Seed(4).Stream(), 20, 50, 9, 4), drawn, within: 0);
        drawn.to(ScalarType.Float32).mean().item<float>().Should().BeApproximately(4, 0.15f);
    }

    private static void Equal(Tensor found, Tensor expected, double within)
    {
        found.shape.Should().Equal(expected.shape);
        (found - expected).to(ScalarType.Float64).abs().max().item<double>().Should().BeLessThanOrEqualTo(within);
    }

    private static JsonElement Golden(string part)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(SharedFiles.Golden("algorithms/mamba_crop_and_positions.json")));
        return file.RootElement.GetProperty(part).Clone();
    }

    private static Tensor Floats(JsonElement value) =>
        tensor(value.GetProperty("data").EnumerateArray().Select(v => v.GetSingle()).ToArray(), Shape(value));

    private static Tensor Integers(JsonElement value) =>
        tensor(value.GetProperty("data").EnumerateArray().Select(v => v.GetInt64()).ToArray(), Shape(value));

    private static long[] Shape(JsonElement value) => [.. value.GetProperty("shape").EnumerateArray().Select(v => v.GetInt64())];
}
