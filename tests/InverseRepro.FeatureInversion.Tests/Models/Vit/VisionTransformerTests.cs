using InverseRepro.Engine.Parity;
using InverseRepro.Engine.Staging;
using InverseRepro.FeatureInversion.Models.Vit;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Models.Vit;

public class VisionTransformerTests
{
    private static readonly VisionTransformerSettings Tiny = new(ImageSize: 16, PatchSize: 4, EmbedDim: 24, Depth: 2, NumHeads: 3, NumClasses: 5);

    public static IEnumerable<object[]> Networks => [[Tiny], [Tiny with { NoEmbedClass = true, LayerScaleInit = 0.1 }]];

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_picture_is_represented_alike_alone_and_in_a_batch(VisionTransformerSettings settings)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var vit = new VisionTransformer(settings);
        DeterministicWeights.Fill(vit);
        var images = DeterministicWeights.Input("input", [3, 3, 16, 16], "s");
        var batch = vit.Represent(images);
        var single = vit.Represent(images[TensorIndex.Slice(1, 2)]);
        foreach (var (name, stage) in single)
            (batch[name][TensorIndex.Slice(1, 2)] - stage).abs().max().item<float>().Should().BeLessThan(1e-5f, name);
    }

    [Fact]
    public void What_is_not_asked_for_is_freed()
    {
        using var scope = NewDisposeScope();
        var vit = new VisionTransformer(Tiny);
        var image = DeterministicWeights.Input("input", [1, 3, 16, 16], "s");
        var before = scope.DisposablesCount;
        vit.Represent(image, Features.Only(["blocks.1"]));
        (scope.DisposablesCount - before).Should().Be(2, "there are the logits and the stage");
    }

    [Fact]
    public void Layer_scale_starts_at_its_initial_factor()
    {
        using var vit = new VisionTransformer(Tiny with { LayerScaleInit = 1e-6 });
        vit.state_dict()["blocks.1.ls2.gamma"].data<float>().ToArray().Should().HaveCount(24).And.OnlyContain(v => v == 1e-6f);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_inverse_backbone_subtracts_the_positions_of_its_target(VisionTransformerSettings settings)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var vit = new VisionTransformer(settings);
        DeterministicWeights.Fill(vit);
        var plain = new InverseVitBackbone(24, [3], [4]);
        var subtracting = new InverseVitBackbone(24, [3], [4], settings.Positions);
        DeterministicWeights.Fill(plain);
        DeterministicWeights.Fill(subtracting);
        subtracting.SetPositions(vit);
        var features = vit.Represent(DeterministicWeights.Input("input", [1, 3, 16, 16], "s"));
        var patches = cat([zeros(1, 1, 24), features["patch_embed"]], 1);
        (subtracting.forward(features["embedding"]) - plain.forward(patches)).abs().max().item<float>().Should().BeLessThan(1e-5f);
    }
}
