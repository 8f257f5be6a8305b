using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Models.Vit;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Architectures;

public class ArchitectureTests
{
    private static readonly VitArchitecture Vit = new(new VisionTransformerSettings(ImageSize: 32, PatchSize: 4, EmbedDim: 48, Depth: 6, NumHeads: 3, NumClasses: 8),
        BackboneChannels: [64, 3], BackboneStrides: [2, 2], GroupDepth: 2, InverseDepth: 2);

    public static TheoryData<Architecture> All => new() { Vit };

    [Fact]
    public void Inverse_modules_of_a_vit_are_counted_by_hand() =>
        // Backbone on an 8×8 grid: 64·48·64·4 + 256·64·3·4. Encoder: 2 blocks of 65·12·48² + 2·65²·48.
        Vit.InverseMacs().Should().Equal(
            64 * 48 * 64 * 4 + 256 * 64 * 3 * 4,
            2 * (65 * 12 * 48 * 48 + 2 * 65 * 65 * 48),
            2 * (65 * 12 * 48 * 48 + 2 * 65 * 65 * 48),
            2 * (65 * 12 * 48 * 48 + 2 * 65 * 65 * 48));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_inverse_module_gives_what_the_stage_before_it_holds(Architecture architecture)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var network = architecture.Build(new Seed(1));
        using var chain = architecture.BuildInverse();
        network.eval();
        chain.eval();
        var image = rand(2, 3, 32, 32);
        var features = network.Represent(image);
        features.Names.Should().Contain(architecture.Layers);
        var before = image.shape;
        for (var k = 1; k <= chain.Depth; k++)
        {
            var stage = features[architecture.Stages[k - 1]];
            stage.shape[1..].Should().Equal(architecture.StageShapes()[k - 1]);
            chain[k].forward(stage).shape.Should().Equal(before);
            before = stage.shape;
        }
        chain.Depth.Should().Be(architecture.Stages.Count).And.Be(architecture.InverseMacs().Count);
    }
}
