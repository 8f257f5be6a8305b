using InverseRepro.Engine.Staging;
using InverseRepro.Engine.Transformers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Vit;

/// <summary>
/// ViT (Dosovitskiy et al. 2021), DeiT and DeiT-III (Touvron et al. 2021, 2022) with timm's state-dict keys
/// (<c>vision_transformer.py</c>): class token, learned positions, pre-norm blocks, head on the class token after the final norm.
/// </summary>
public sealed class VisionTransformer : StagedModule
{
    private readonly Parameter cls_token; // 1×1×D
    private readonly Parameter pos_embed; // 1×(1+L)×D, or 1×L×D where the class token has no position
    private readonly PatchEmbed patch_embed;
    private readonly ModuleList<Block> blocks;
    private readonly LayerNorm norm;
    private readonly Linear head;
    private readonly bool _noEmbedClass;

    public VisionTransformer(VisionTransformerSettings s) : base(nameof(VisionTransformer))
    {
        cls_token = nn.Parameter(zeros(1, 1, s.EmbedDim));
        pos_embed = nn.Parameter(zeros(1, s.Positions, s.EmbedDim));
        patch_embed = new PatchEmbed(s.PatchSize, s.InChans, s.EmbedDim);
        blocks = nn.ModuleList(Enumerable.Range(0, s.Depth)
            .Select(_ => new Block(s.EmbedDim, s.NumHeads, s.MlpRatio, s.QkvBias, s.LayerNormEps, s.LayerScaleInit)).ToArray());
        norm = nn.LayerNorm(s.EmbedDim, eps: s.LayerNormEps);
        head = nn.Linear(s.EmbedDim, s.NumClasses);
        _noEmbedClass = s.NoEmbedClass;
        RegisterComponents();
    }

    /// <summary>Blocks: their outputs are "blocks.0" to "blocks.{Depth − 1}".</summary>
    public int Depth => blocks.Count;

    /// <summary>The learned positions: 1×(1+L)×D, or 1×L×D where the class token has none.</summary>
    public Tensor Positions => pos_embed;

    protected override Tensor Walk(Tensor image, Features f) // N×C×H×W
    {
        var x = f["patch_embed"] = patch_embed.forward(image); // N×L×D
        x = f["embedding"] = Embed(x); // N×(1+L)×D
        for (var i = 0; i < blocks.Count; i++)
            x = f[$"blocks.{i}"] = blocks[i].Represent(x, f.Of($"blocks.{i}"));
        f["logits_without_final_norm"] = head.forward(x.select(1, 0)); // as inverse-tvm's helpers decompose the network
        x = f["norm"] = norm.forward(x);
        x = f["pooled"] = x.select(1, 0); // N×D
        return f["logits"] = head.forward(x); // N×classes
    }

    private Tensor Embed(Tensor patches)
    {
        var token = cls_token.expand(patches.shape[0], -1, -1);
        return _noEmbedClass ? cat([token, patches + pos_embed], 1) : cat([token, patches], 1) + pos_embed;
    }
}
