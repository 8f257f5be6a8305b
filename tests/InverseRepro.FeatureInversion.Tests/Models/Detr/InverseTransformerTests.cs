using InverseRepro.Engine.Parity;
using InverseRepro.Engine.Staging;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.FeatureInversion.Models.Detr;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Models.Detr;

public class InverseTransformerTests
{
    private static readonly InverseTransformerSettings Small = new(Width: 16, NumHeads: 2, Depth: 2, DimFeedforward: 24, NumQueries: 5) { Grid = (3, 4) };

    [Fact]
    public void Tokens_of_the_grid_are_inverted_as_pictures_without_padding()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var encoder = Filled(new InverseTransformerEncoder(Small));
        using var decoder = Filled(new InverseTransformerDecoder(Small));
        var pos = PositionEmbeddingSine.OfGrid(Small.Grid, Small.Width).expand(-1, 2, -1); // L×N×D
        var tokens = DeterministicWeights.Input("tokens", [2, 12, 16], "s");
        var queries = DeterministicWeights.Input("queries", [2, 5, 16], "s");
        var mask = zeros([2, 12], ScalarType.Bool);

        Difference(encoder.forward(tokens), encoder.Represent(tokens.transpose(0, 1), mask, pos, Features.None).transpose(0, 1)).Should().BeLessThan(1e-6f);
        Difference(decoder.forward(queries), decoder.Represent(queries.transpose(0, 1), pos, Features.None).transpose(0, 1)).Should().BeLessThan(1e-6f);
    }

    [Fact]
    public void Batched_equals_single()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var encoder = Filled(new InverseTransformerEncoder(Small));
        using var decoder = Filled(new InverseTransformerDecoder(Small));
        var tokens = DeterministicWeights.Input("tokens", [3, 12, 16], "s");
        var queries = DeterministicWeights.Input("queries", [3, 5, 16], "s");
        Difference(encoder.forward(tokens).narrow(0, 1, 1), encoder.forward(tokens.narrow(0, 1, 1))).Should().BeLessThan(2e-6f);
        Difference(decoder.forward(queries).narrow(0, 1, 1), decoder.forward(queries.narrow(0, 1, 1))).Should().BeLessThan(2e-6f);
    }

    [Fact]
    public void Padding_does_not_leak()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var encoder = Filled(new InverseTransformerEncoder(Small));
        var tokens = DeterministicWeights.Input("tokens", [12, 1, 16], "s");
        var mask = zeros([1, 3, 4], ScalarType.Bool);
        mask.narrow(1, 2, 1).fill_(true); // the last row of the grid
        var pos = new PositionEmbeddingSine(8).Of(mask).flatten(2).permute(2, 0, 1);
        var other = tokens.clone();
        other.narrow(0, 8, 4).fill_(3);
        var clean = encoder.Represent(tokens, mask.flatten(1), pos, Features.None);
        var changed = encoder.Represent(other, mask.flatten(1), pos, Features.None);
        Difference(clean.narrow(0, 0, 8), changed.narrow(0, 0, 8)).Should().BeLessThan(1e-6f);
    }

    [Fact]
    public void Modules_chain_from_detections_to_the_picture_and_pass_gradients()
    {
        using var scope = NewDisposeScope();
        using var chain = new InverseChain(
        [
            new InverseDetrBackbone(InverseDetrBackboneSettings.BatchNormalized(16, [12, 8, 6, 4]) with { Grid = Small.Grid }),
            new InverseTransformerEncoder(Small),
            new InverseTransformerDecoder(Small),
            new InverseDetector(numClasses: 3, hiddenDim: 8, width: 16),
        ]);
        var image = chain.forward(DeterministicWeights.Input("detections", [2, 5, 8], "u"));
        image.shape.Should().Equal(2, 3, 24, 32);
        image.square().mean().backward();
        chain.parameters().All(p => p.grad is not null).Should().BeTrue();
    }

    private static T Filled<T>(T module) where T : nn.Module
    {
        DeterministicWeights.Fill(module);
        module.eval();
        return module;
    }

    private static float Difference(Tensor a, Tensor b) => (a - b).abs().max().item<float>();
}
