using InverseRepro.Checkpoints;
using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Models.Swin;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Models.Swin;

public class SwinTransformerTests
{
    private static readonly Seed Seed = new(5);

    private static readonly SwinTransformerSettings Tiny = new(ImageSize: 32, PatchSize: 4, EmbedDim: 12, Depths: [2, 2, 2],
        NumHeads: [2, 3, 4], Windows: [4, 4, 4], NumClasses: 5);

    [Theory]
    [InlineData(32)]
    [InlineData(36)] // 9×9, 5×5 and 3×3 tokens: padded windows, and odd sides to merge
    public void A_batch_gives_what_each_picture_gives_alone(int imageSize)
    {
        using var scope = NewDisposeScope();
        using var network = Network(Tiny with { ImageSize = imageSize });
        var images = Images(3, imageSize);
        var together = network.forward(images);
        var alone = cat([network.forward(images[..1]), network.forward(images[1..2]), network.forward(images[2..])], 0);
        (together - alone).abs().max().item<float>().Should().BeLessThan(1e-5f);
    }

    [Fact]
    public void The_bias_table_receives_the_gradient_of_finite_differences()
    {
        using var scope = NewDisposeScope();
        using var network = Network(Tiny);
        network.to(ScalarType.Float64);
        var images = Images(2, 32).to(ScalarType.Float64);
        // Of a shifted block, so that mask and bias meet.
        var table = network.get_parameter("layers.0.blocks.1.attn.relative_position_bias_table")!;
        Tensor Loss() => network.forward(images).square().sum();
        Loss().backward();
        using var noGrad = no_grad();
        foreach (var (row, head) in new[] { (0L, 0L), (24L, 1L), (31L, 0L) })
        {
            var numeric = 0.0;
            foreach (var sign in new[] { 1, -1 })
            {
                table[row, head] += sign * 1e-4;
                numeric += sign * Loss().item<double>() / 2e-4;
                table[row, head] -= sign * 1e-4;
            }
            table.grad![row, head].item<double>().Should().BeApproximately(numeric, 1e-6 + 1e-5 * Math.Abs(numeric));
        }
    }

    [Fact]
    public void Every_parameter_receives_a_gradient()
    {
        using var scope = NewDisposeScope();
        using var network = Network(Tiny);
        network.forward(Images(2, 32)).square().sum().backward();
        network.named_parameters().Where(p => p.parameter.grad is null).Select(p => p.name).Should().BeEmpty();
    }

    [Fact]
    public void Older_files_are_read_with_their_keys_and_without_what_follows_from_settings()
    {
        using var scope = NewDisposeScope();
        using var network = Network(Tiny);
        using var loaded = new SwinTransformer(Tiny);
        CheckpointEntry[] older =
        [
            .. network.state_dict().Select(named => TensorEntry.From(Older(named.Key), named.Value)),
            CheckpointEntry.FromInt64("layers.0.blocks.0.attn.relative_position_index", [1], [0]),
            CheckpointEntry.FromFloat32("layers.0.blocks.1.attn_mask", [1], [0]),
        ];
        StateDictionary.Load(loaded, older, "older.pth");
        var images = Images(1, 32);
        (network.forward(images) - loaded.forward(images)).abs().max().item<float>().Should().Be(0);
    }

    private static string Older(string key) => key.Replace("head.fc.", "head.", StringComparison.Ordinal)
        .Replace("layers.1.downsample", "layers.0.downsample", StringComparison.Ordinal)
        .Replace("layers.2.downsample", "layers.1.downsample", StringComparison.Ordinal);

    private static SwinTransformer Network(SwinTransformerSettings settings)
    {
        var network = new SwinTransformer(settings);
        Initialise.TruncatedNormal(network, Seed, std: 0.2);
        return network;
    }

    private static Tensor Images(int count, int side)
    {
        manual_seed(7);
        return rand(count, 3, side, side);
    }
}
