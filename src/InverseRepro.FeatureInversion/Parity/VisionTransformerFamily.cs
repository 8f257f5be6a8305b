using InverseRepro.Engine.Parity;
using InverseRepro.Engine.Transformers;
using InverseRepro.FeatureInversion.Models.Vit;

namespace InverseRepro.FeatureInversion.Parity;

/// <summary>timm's vision transformers (ViT, DeiT, DeiT-III) and inverse-tvm's inverse modules for them, as golden files describe them.</summary>
internal static class VisionTransformerFamily
{
    private static readonly HashSet<string> Backbones = ["InverseViTBackbone", "EnhancedVitBackbone", "EnhancedInverseVitBackbonePos"];

    private const string Distilled = "VisionTransformerDistilled";

    public static IReadOnlyList<ReferenceFamily> Families { get; } =
    [
        new("vision transformer (timm)", golden => golden.Setting("class", "") is "VisionTransformer" or Distilled, golden => ReferenceNetwork.Of(Network(golden))),
        new("inverse encoder of ViT (inverse-tvm)", golden => golden.Setting("class", "") == "InverseViTEncoder",
            golden => ReferenceNetwork.Of(Encoder(golden))),
        new("inverse backbone of ViT (inverse-tvm)", golden => Backbones.Contains(golden.Setting("class", "")),
            golden => ReferenceNetwork.Of(Backbone(golden))),
    ];

    private static VisionTransformer Network(GoldenModel golden)
    {
        Expect(golden);
        golden.ExpectNone("pool_include_prefix", "dynamic_img_size", "dynamic_img_pad", "embed_norm_layer");
        golden.Expect("embed_layer", "PatchEmbed");
        var pooling = Pooling(golden);
        var patches = golden.SettingOr("patch_size", () => (int)golden.ShapeOf("patch_embed.proj.weight")[2]);
        var image = golden.SettingOr("img_size", () => (int)golden.OneInput.Shape[^1]);
        return new VisionTransformer(new VisionTransformerSettings(image, patches,
            golden.SettingOr("embed_dim", () => (int)golden.ShapeOf("patch_embed.proj.weight")[0]), golden.SettingOr("depth", () => Depth(golden)),
            golden.Setting<int>("num_heads"), golden.SettingOr("num_classes", () => golden.Has("head.weight") ? (int)golden.ShapeOf("head.weight")[0] : 0),
            golden.SettingOr("in_chans", () => (int)golden.OneInput.Shape[1]), MlpRatio(golden), QkvBias(golden, otherwise: true),
            golden.Setting("layer_norm_eps", 1e-6),
            golden.SettingOr("no_embed_class", () => golden.Has("pos_embed") && golden.ShapeOf("pos_embed")[1] == image / patches * (image / patches)),
            LayerScaleInit(golden))
        {
            Pooling = pooling,
            NoClassToken = !golden.SettingOr("class_token", () => golden.StateDictionary.Count == 0 || golden.Has("cls_token")),
            DistillationToken = golden.Setting("class", "") == Distilled || golden.Setting("distilled", golden.Has("dist_token")),
            RegisterTokens = golden.SettingOr("reg_tokens", () => golden.Has("reg_token") ? (int)golden.ShapeOf("reg_token")[1] : 0),
            NoPositions = golden.SettingOr("pos_embed", () => "learn") is "" or "none",
            PreNorm = golden.SettingOr("pre_norm", () => golden.Has("norm_pre.weight")),
            NoFinalNorm = !golden.Setting("final_norm", true),
            NormAfterPooling = golden.SettingOr("fc_norm", () => pooling != TokenPooling.Token),
            QkNorm = golden.Setting("qk_norm", false),
            NoProjectionBias = !golden.Setting("proj_bias", true),
        });
    }

    private static InverseVitEncoder Encoder(GoldenModel golden)
    {
        Expect(golden);
        golden.ExpectNone("final_norm");
        return new(golden.Setting<int>("embed_dim"), golden.SettingOr("depth", () => Depth(golden)), golden.Setting<int>("num_heads"),
            new BlockSettings(MlpRatio(golden), QkvBias(golden, otherwise: false), golden.Setting("layer_norm_eps", 1e-5), LayerScaleInit(golden), golden.Setting("qk_norm", false)));
    }

    /// <summary>What blocks may have in timm, but have in no network here.</summary>
    private static void Expect(GoldenModel golden)
    {
        golden.Expect("activation", "gelu(erf)", "gelu", "GELU");
        golden.Expect("act_layer", "gelu", "GELU", "gelu(erf)");
        golden.Expect("norm_layer", "LayerNorm", "layernorm");
        golden.Expect("block_fn", "Block");
        golden.Expect("mlp_layer", "Mlp");
        golden.Expect("attn_layer", "Attention", "attn");
        golden.ExpectNone("scale_attn_norm", "scale_mlp_norm");
    }

    private static TokenPooling Pooling(GoldenModel golden)
    {
        golden.Expect("global_pool", "token", "avg", "max", "avgmax");
        return golden.Setting("global_pool", "token") switch
        {
            "token" => TokenPooling.Token,
            "avg" => TokenPooling.Mean,
            "max" => TokenPooling.Max,
            _ => TokenPooling.MeanAndMax,
        };
    }

    private static int Depth(GoldenModel golden) => golden.StateDictionary.Count(entry =>
        entry.Key.StartsWith("blocks.", StringComparison.Ordinal) && entry.Key.EndsWith(".norm1.weight", StringComparison.Ordinal));

    private static double MlpRatio(GoldenModel golden) => golden.SettingOr("mlp_ratio", () =>
        golden.Has("blocks.0.mlp.fc1.weight") ? HiddenRatio(golden.ShapeOf("blocks.0.mlp.fc1.weight")) : 4);

    /// <summary>Hidden width over width, such that their product is not below the hidden width.</summary>
    internal static double HiddenRatio(long[] weight) => Math.BitIncrement((double)weight[0] / weight[1]);

    private static bool QkvBias(GoldenModel golden, bool otherwise) => golden.SettingOr("qkv_bias", () =>
        golden.Has("blocks.0.attn.qkv.weight") ? golden.Has("blocks.0.attn.qkv.bias") : otherwise);

    private static double? LayerScaleInit(GoldenModel golden)
    {
        var named = golden.Setting("init_values", double.NaN);
        return double.IsFinite(named) ? named : golden.Setting("layer_scale", golden.Has("blocks.0.ls1.gamma")) ? 1e-6 : null;
    }

    // The config leaves the sizes to the weights: (in, out, k, k) of each transposed convolution, and the positions' shape.
    private static InverseVitBackbone Backbone(GoldenModel golden)
    {
        golden.Expect("batch_norm_eps", 1e-5);
        var weights = golden.StateDictionary.Where(entry => entry.Key.StartsWith("up_conv_", StringComparison.Ordinal) && entry.Shape.Length == 4)
            .Select(entry => entry.Shape).ToArray();
        var positions = golden.StateDictionary.Any(entry => entry.Key == "pos_emb") ? (int)golden.ShapeOf("pos_emb")[1] : 0;
        return new InverseVitBackbone((int)weights[0][0], [.. weights.Select(w => (int)w[1])], [.. weights.Select(w => (int)w[2])], positions);
    }
}
