using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Models.Swin;
using InverseRepro.FeatureInversion.Models.Vit;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Architectures;

public class ArchitectureTests
{
    private static readonly VitArchitecture Vit = new(new VisionTransformerSettings(ImageSize: 32, PatchSize: 4, EmbedDim: 48, Depth: 6, NumHeads: 3, NumClasses: 8),
        BackboneChannels: [64, 3], BackboneStrides: [2, 2], GroupDepth: 2, InverseDepth: 2);

    private static readonly SwinArchitecture Swin = new(new SwinTransformerSettings(ImageSize: 32, PatchSize: 4, EmbedDim: 12, Depths: [2, 2, 1],
        NumHeads: [2, 3, 4], Windows: [4, 4, 4], NumClasses: 8), BackboneChannels: [8, 3], BackboneStrides: [2, 2]);

    public static TheoryData<Architecture> All => new() { Vit, Swin };

    [Fact]
    public void Inverse_modules_of_a_vit_are_counted_by_hand() =>
        // Backbone on an 8×8 grid: 64·48·64·4 + 256·64·3·4. Encoder: 2 blocks of 65·12·48² + 2·65²·48.
        Vit.InverseMacs().Should().Equal(
            64 * 48 * 64 * 4 + 256 * 64 * 3 * 4,
            2 * (65 * 12 * 48 * 48 + 2 * 65 * 65 * 48),
            2 * (65 * 12 * 48 * 48 + 2 * 65 * 65 * 48),
            2 * (65 * 12 * 48 * 48 + 2 * 65 * 65 * 48));

    [Fact]
    public void Inverse_modules_of_a_swin_are_counted_by_hand() =>
        // Backbone on an 8×8 grid. A block on L tokens of width D in windows of 16: L·12·D² + 2·L·16·D; on the last grid, 2×2, in one of 4.
        // Splitting: L·2·D².
        Swin.InverseMacs().Should().Equal(
            64 * 12 * 8 * 4 + 256 * 8 * 3 * 4,
            2 * (64 * 12 * 12 * 12 + 2 * 64 * 16 * 12),
            2 * (16 * 12 * 24 * 24 + 2 * 16 * 16 * 24) + 16 * 2 * 24 * 24,
            4 * 12 * 48 * 48 + 2 * 4 * 4 * 48 + 4 * 2 * 48 * 48);

    [Fact]
    public void A_swin_whose_grids_splitting_cannot_give_back_is_not_inverted() =>
        FluentActions.Invoking(() => (Swin with { Network = Swin.Network with { ImageSize = 36 } }).BuildInverse())
            .Should().Throw<ArgumentException>().WithMessage("*9×9*even*");

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
