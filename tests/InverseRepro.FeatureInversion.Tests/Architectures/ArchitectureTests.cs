using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.FeatureInversion.Models.Detr;
using InverseRepro.FeatureInversion.Models.Swin;
using InverseRepro.FeatureInversion.Models.Vit;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Architectures;

public class ArchitectureTests
{
    private static readonly VitArchitecture TinyVit = new(new VisionTransformerSettings(ImageSize: 32, PatchSize: 4, EmbedDim: 48, Depth: 6, NumHeads: 3, NumClasses: 8),
        BackboneChannels: [64, 3], BackboneStrides: [2, 2], GroupDepth: 2, InverseDepth: 2);

    private static readonly SwinArchitecture TinySwin = new(new SwinTransformerSettings(ImageSize: 32, PatchSize: 4, EmbedDim: 12, Depths: [2, 2, 1],
        NumHeads: [2, 3, 4], Windows: [4, 4, 4], NumClasses: 8), BackboneChannels: [8, 3], BackboneStrides: [2, 2]);

    private static readonly DetrArchitecture TinyDetr = new(
        new DetrSettings(new ConvStemSettings([16, 24, 32]), NumClasses: 8, NumQueries: 5, HiddenDim: 32, NumHeads: 4, EncoderLayers: 3, DecoderLayers: 2,
            DimFeedforward: 64, Dropout: 0), ImageSize: 32, BackboneChannels: [64, 32, 16, 8], DetectorWidth: 48);

    public static TheoryData<Architecture> All => new() { TinyVit, TinySwin, TinyDetr };

    [Fact]
    public void Inverse_modules_of_a_vit_are_counted_by_hand() =>
        // Backbone on an 8×8 grid: 64·48·64·4 + 256·64·3·4. Encoder: 2 blocks of 65·12·48² + 2·65²·48.
        TinyVit.InverseMacs().Should().Equal(
            64 * 48 * 64 * 4 + 256 * 64 * 3 * 4,
            2 * (65 * 12 * 48 * 48 + 2 * 65 * 65 * 48),
            2 * (65 * 12 * 48 * 48 + 2 * 65 * 65 * 48),
            2 * (65 * 12 * 48 * 48 + 2 * 65 * 65 * 48));

    [Fact]
    public void Inverse_modules_of_a_swin_are_counted_by_hand() =>
        // Backbone on an 8×8 grid. A block on L tokens of width D in windows of 16: L·12·D² + 2·L·16·D; on the last grid, 2×2, in one of 4.
        // Splitting: L·2·D².
        TinySwin.InverseMacs().Should().Equal(
            64 * 12 * 8 * 4 + 256 * 8 * 3 * 4,
            2 * (64 * 12 * 12 * 12 + 2 * 64 * 16 * 12),
            2 * (16 * 12 * 24 * 24 + 2 * 16 * 16 * 24) + 16 * 2 * 24 * 24,
            4 * 12 * 48 * 48 + 2 * 4 * 4 * 48 + 4 * 2 * 48 * 48);

    [Fact]
    public void A_swin_whose_grids_splitting_cannot_give_back_is_not_inverted() =>
        FluentActions.Invoking(() => (TinySwin with { Network = TinySwin.Network with { ImageSize = 36 } }).BuildInverse())
            .Should().Throw<ArgumentException>().WithMessage("*9×9*even*");

    [Fact]
    public void Inverse_modules_of_a_detr_are_counted_by_hand() =>
        // A 4×4 map of width 32, 5 queries: 1×1 to 64, three 3×3 that double the map, 3×3 to pixels; attention (2q + 2k)·D² + 2qkD.
        TinyDetr.InverseMacs().Should().Equal(
            16 * 32 * 64 + 16 * 64 * 32 * 9 + 64 * 32 * 16 * 9 + 256 * 16 * 8 * 9 + 1024 * 8 * 3 * 9,
            3 * (64 * 32 * 32 + 2 * 16 * 16 * 32 + 16 * 2 * 32 * 64),
            2 * (64 * 32 * 32 + 2 * 16 * 16 * 32 + (32 + 10) * 32 * 32 + 2 * 16 * 5 * 32 + 16 * 2 * 32 * 64),
            5 * (13 * 48 + 48 * 24 + 24 * 32));

    [Theory]
    [MemberData(nameof(All))]
    public void Layers_fit_the_chain_that_they_belong_to(Architecture architecture) => Inspect(architecture, (image, features, chain) =>
    {
        foreach (var layer in architecture.Layers)
            chain.Reconstruct(features[layer], architecture.DepthOf(layer)).shape.Should().Equal(image.shape, "{0} is decoded", layer);
        foreach (var layer in architecture.DecodableLayers)
            chain.Reconstruct(features[layer], 1).shape.Should().Equal(image.shape, "{0} fits the backbone", layer);
    });

    [Theory]
    [MemberData(nameof(All))]
    public void Every_inverse_module_gives_what_the_stage_before_it_holds(Architecture architecture) => Inspect(architecture, (image, features, chain) =>
    {
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
    });

    /// <summary>Two pictures, what an untrained network of the architecture makes of them, and its untrained chain.</summary>
    private static void Inspect(Architecture architecture, Action<Tensor, Features, InverseChain> inspect)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var network = architecture.Build(new Seed(1));
        using var chain = architecture.BuildInverse();
        network.eval();
        chain.eval();
        var image = rand(2, 3, 32, 32);
        inspect(image, network.Represent(image), chain);
    }
}
