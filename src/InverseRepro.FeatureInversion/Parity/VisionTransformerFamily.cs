using InverseRepro.Engine.Parity;
using InverseRepro.FeatureInversion.Models.Vit;

namespace InverseRepro.FeatureInversion.Parity;

/// <summary>timm's vision transformers (ViT, DeiT, DeiT-III) and inverse-tvm's inverse modules for them, as golden files describe them.</summary>
internal static class VisionTransformerFamily
{
    private static readonly HashSet<string> Backbones = ["InverseViTBackbone", "EnhancedVitBackbone", "EnhancedInverseVitBackbonePos"];

    public static IReadOnlyList<ReferenceFamily> Families { get; } =
    [
        new("vision transformer (timm)", golden => golden.Setting("class", "") == "VisionTransformer", golden => ReferenceNetwork.Of(Network(golden))),
        new("inverse encoder of ViT (inverse-tvm)", golden => golden.Setting("class", "") == "InverseViTEncoder",
            golden => ReferenceNetwork.Of(Encoder(golden))),
        new("inverse backbone of ViT (inverse-tvm)", golden => Backbones.Contains(golden.Setting("class", "")),
            golden => ReferenceNetwork.Of(Backbone(golden))),
    ];

    private static VisionTransformer Network(GoldenModel golden)
    {
        Expect(golden, "class_token", true);
        Expect(golden, "global_pool", "token");
        Expect(golden, "pre_norm", false);
        Expect(golden, "final_norm", true);
        return new VisionTransformer(new VisionTransformerSettings(
            golden.Setting<int>("img_size"), golden.Setting<int>("patch_size"), golden.Setting<int>("embed_dim"), golden.Setting<int>("depth"),
            golden.Setting<int>("num_heads"), golden.Setting<int>("num_classes"), golden.Setting("in_chans", 3), golden.Setting("mlp_ratio", 4.0),
            golden.Setting("qkv_bias", true), golden.Setting("layer_norm_eps", 1e-6), golden.Setting("no_embed_class", false),
            golden.Setting("layer_scale", false) ? 1e-6 : null));
    }

    private static void Expect<T>(GoldenModel golden, string setting, T only)
    {
        if (!Equals(golden.Setting(setting, only), only))
            throw new InvalidDataException($"{golden.Path}: config '{setting}' is {golden.Setting<T>(setting)}; networks here have {only}");
    }

    private static InverseVitEncoder Encoder(GoldenModel golden) => new(
        golden.Setting<int>("embed_dim"), golden.Setting<int>("depth"), golden.Setting<int>("num_heads"), golden.Setting("mlp_ratio", 4.0),
        golden.Setting("qkv_bias", false), golden.Setting("layer_norm_eps", 1e-5));

    // The config leaves the sizes to the weights: (in, out, k, k) of each transposed convolution, and the positions' shape.
    private static InverseVitBackbone Backbone(GoldenModel golden)
    {
        var weights = golden.StateDictionary.Where(entry => entry.Key.StartsWith("up_conv_", StringComparison.Ordinal) && entry.Shape.Length == 4)
            .Select(entry => entry.Shape).ToArray();
        var positions = golden.StateDictionary.Any(entry => entry.Key == "pos_emb") ? (int)golden.ShapeOf("pos_emb")[1] : 0;
        return new InverseVitBackbone((int)weights[0][0], [.. weights.Select(w => (int)w[1])], [.. weights.Select(w => (int)w[2])], positions);
    }
}
