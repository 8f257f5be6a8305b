using InverseRepro.Engine.Parity;
using InverseRepro.FeatureInversion.Models.Detr;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Models.Detr;

public class InverseDetrBackboneTests
{
    public static TheoryData<InverseDetrBackboneSettings> Small => new()
    {
        InverseDetrBackboneSettings.Linear(8, stride: 8),
        InverseDetrBackboneSettings.LinearEnhanced(8, [6, 6], stride: 8),
        InverseDetrBackboneSettings.Simple(8, [12, 8, 6, 4]),
        InverseDetrBackboneSettings.BatchNormalized(8, [12, 8, 6, 4]),
        InverseDetrBackboneSettings.EnhancedBatchNormalized(8, 12, [10], [8, 6, 4]),
    };

    [Theory]
    [MemberData(nameof(Small))]
    public void Every_kind_inverts_a_map_of_stride_8(InverseDetrBackboneSettings settings)
    {
        using var scope = NewDisposeScope();
        using var backbone = Filled(settings);
        settings.Stride.Should().Be(8);
        var image = backbone.forward(DeterministicWeights.Input("map", [2, 8, 3, 5], "s"));
        image.shape.Should().Equal(2, 3, 24, 40);
        image.min().item<float>().Should().BeGreaterThan(0);
        image.max().item<float>().Should().BeLessThan(1);
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void Batched_equals_single(InverseDetrBackboneSettings settings)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var backbone = Filled(settings);
        var maps = DeterministicWeights.Input("map", [3, 8, 3, 5], "s");
        var single = backbone.forward(maps.narrow(0, 1, 1));
        (backbone.forward(maps).narrow(0, 1, 1) - single).abs().max().item<float>().Should().BeLessThan(1e-6f);
    }

    [Fact]
    public void Tokens_are_laid_out_row_by_row()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var backbone = Filled(InverseDetrBackboneSettings.BatchNormalized(8, [12, 8, 6, 4]) with { Grid = (3, 5) });
        var map = DeterministicWeights.Input("map", [2, 8, 3, 5], "s");
        var tokens = map.flatten(2).transpose(1, 2);
        backbone.forward(tokens).Equals(backbone.forward(map)).Should().BeTrue();
    }

    private static InverseDetrBackbone Filled(InverseDetrBackboneSettings settings)
    {
        var backbone = new InverseDetrBackbone(settings);
        DeterministicWeights.Fill(backbone);
        backbone.eval();
        return backbone;
    }
}
