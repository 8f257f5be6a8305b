using InverseRepro.Engine.Parity;
using InverseRepro.FeatureInversion.Models;

namespace InverseRepro.FeatureInversion.Parity;

/// <summary>timm's vision transformers and inverse-tvm's inverse modules for them, as golden files describe them.</summary>
internal static class VisionTransformerFamily
{
    public static IReadOnlyList<ReferenceFamily> Families { get; } =
    [
        new("vision transformer (timm)", golden => golden.Setting("class", "") == "VisionTransformer", golden => ReferenceNetwork.Of(Network(golden))),
        new("inverse encoder of ViT (inverse-tvm)", golden => golden.Setting("class", "") == "InverseViTEncoder",
            golden => ReferenceNetwork.Of(new InverseVitEncoder(golden.Setting<int>("embed_dim"), golden.Setting<int>("depth"), golden.Setting<int>("num_heads")))),
        new("inverse backbone of ViT (inverse-tvm)", golden => golden.Setting("class", "") == "EnhancedVitBackbone",
            golden => ReferenceNetwork.Of(Backbone(golden))),
    ];

    private static VisionTransformer Network(GoldenModel golden) => new(new VisionTransformerSettings(
        golden.Setting<int>("img_size"), golden.Setting<int>("patch_size"), golden.Setting<int>("embed_dim"), golden.Setting<int>("depth"),
        golden.Setting<int>("num_heads"), golden.Setting<int>("num_classes")));

    // The config leaves the channels to the weights: (in, out, k, k) of each transposed convolution.
    private static InverseVitBackbone Backbone(GoldenModel golden)
    {
        var weights = golden.StateDictionary.Where(entry => entry.Key.StartsWith("up_conv_", StringComparison.Ordinal) && entry.Shape.Length == 4)
            .Select(entry => entry.Shape).ToArray();
        return new InverseVitBackbone((int)weights[0][0], [.. weights.Select(w => (int)w[1])], [.. weights.Select(w => (int)w[2])]);
    }
}
