using InverseRepro.Engine.Parity;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Quantization;

namespace InverseRepro.HierarchicalQuantization.Parity;

/// <summary>The VQ-VAEs of single-vs-hier-recon, as golden files describe them.</summary>
internal static class VqVaeFamily
{
    private const string Flat = "EnhancedFlatVQVAE", Hierarchical = "UnconditionedHVQVAE";

    public static IReadOnlyList<ReferenceFamily> Families { get; } =
    [
        new("single-level VQ-VAE (single-vs-hier-recon)", golden => Class(golden) == Flat, Build),
        new("two-level VQ-VAE (single-vs-hier-recon)", golden => Class(golden) == Hierarchical, Build),
    ];

    private static string Class(GoldenModel golden) => golden.Setting("class", "");

    // Everything is overwritten by deterministic weights, so the seed does not matter.
    private static ReferenceNetwork Build(GoldenModel golden) => ReferenceNetwork.Of(VqVae.Create(Settings(golden), new Seed(0)));

    private static VqVaeSettings Settings(GoldenModel golden) => new(
        Width: Size(golden, "channel", "enc_b.blocks.2.weight", 0),
        ResidualWidth: golden.Setting("n_res_block", 1) == 0 ? 1 : Size(golden, "n_res_channel", "dec.blocks.1.conv.1.weight", 0),
        Codes: Size(golden, "n_embed", "quantize_b._codebook.embed", 1),
        TopCodes: Class(golden) == Hierarchical ? Size(golden, "n_embed", "quantize_t._codebook.embed", 1) : null,
        Codebook: Codebook(golden),
        EmbedDim: Size(golden, "embed_dim", "quantize_conv_b.weight", 0),
        ResidualBlocks: golden.Setting("n_res_block", golden.StateDictionary.Count(IsResidual)),
        InChannels: Size(golden, "in_channel", "enc_b.blocks.0.weight", 1));

    private static CodebookSettings Codebook(GoldenModel golden) => new(
        CodeDim: Size(golden, "codebook_dim", "quantize_b._codebook.embed", 2),
        Initialisation: golden.Setting("kmeans_init", false) ? CodebookInitialisation.KMeans : CodebookInitialisation.KaimingUniform,
        Reset: golden.Setting("threshold_ema_dead_code", 0.0) is var threshold and not 0 ? new DeadCodeReset(threshold) : null,
        Gradient: golden.Setting("rotation_trick", false) ? GradientEstimator.RotationTrick : GradientEstimator.StraightThrough,
        Learning: Learning(golden),
        Decay: golden.Setting("decay", 0.99));

    private static CodebookLearning Learning(GoldenModel golden) =>
        (golden.Setting("learnable_codebook", false), golden.Setting("ema_update", true)) switch
        {
            (true, true) => throw new InvalidDataException($"{golden.Path}: codes are learnable or follow moving averages, not both"),
            (true, false) => CodebookLearning.Gradient,
            (false, true) => CodebookLearning.MovingAverage,
            (false, false) => CodebookLearning.Frozen,
        };

    private static bool IsResidual(GoldenEntry entry) =>
        entry.Key.StartsWith("dec.blocks.", StringComparison.Ordinal) && entry.Key.EndsWith(".conv.1.weight", StringComparison.Ordinal);

    /// <summary>A size as the config says or, where that is silent or null, as the state dictionary shows.</summary>
    private static int Size(GoldenModel golden, string name, string key, int axis) =>
        golden.SettingOr(name, () => golden.ShapeOf(key) is var shape && axis < shape.Length
            ? checked((int)shape[axis])
            : throw new InvalidDataException($"{golden.Path}: '{key}' has {shape.Length} dimensions, too few to tell '{name}'"));
}
