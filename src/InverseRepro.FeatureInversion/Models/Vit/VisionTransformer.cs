using InverseRepro.Engine.Staging;
using InverseRepro.Engine.Transformers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Vit;

/// <summary>
/// ViT (Dosovitskiy et al. 2021), DeiT and DeiT-III (Touvron et al. 2021, 2022) with timm's state-dict keys
/// (<c>vision_transformer.py</c>, <c>deit.py</c>): class token, learned positions, pre-norm blocks, head on the class token after
/// the final norm, unless the settings say otherwise.
/// </summary>
public sealed class VisionTransformer : StagedModule
{
    private readonly Parameter? cls_token; // 1×1×D
    private readonly Parameter? dist_token; // 1×1×D
    private readonly Parameter? reg_token; // 1×R×D
    private readonly Parameter? pos_embed; // 1×(1+L)×D, or 1×L×D where the class token has no position
    private readonly PatchEmbed patch_embed;
    private readonly LayerNorm? norm_pre;
    private readonly ModuleList<Block> blocks;
    private readonly LayerNorm? norm;
    private readonly LayerNorm? fc_norm;
    private readonly Linear? head;
    private readonly Linear? head_dist;
    private readonly VisionTransformerSettings _settings;

    public VisionTransformer(VisionTransformerSettings s) : base(nameof(VisionTransformer))
    {
        Parameter? Tokens(bool there, int count) => there ? nn.Parameter(zeros(1, count, s.EmbedDim)) : null;
        LayerNorm? Norm(bool there) => there ? nn.LayerNorm(s.EmbedDim, eps: s.LayerNormEps) : null;

        cls_token = Tokens(!s.NoClassToken, 1);
        dist_token = Tokens(s.DistillationToken, 1);
        reg_token = Tokens(s.RegisterTokens > 0, s.RegisterTokens);
        pos_embed = Tokens(!s.NoPositions, s.Positions);
        patch_embed = new PatchEmbed(s.PatchSize, s.InChans, s.EmbedDim, bias: !s.PreNorm);
        norm_pre = Norm(s.PreNorm);
        blocks = nn.ModuleList(Enumerable.Range(0, s.Depth).Select(_ => new Block(s.EmbedDim, s.NumHeads, s.Block)).ToArray());
        norm = Norm(!s.NoFinalNorm && !s.NormAfterPooling);
        fc_norm = Norm(!s.NoFinalNorm && s.NormAfterPooling);
        head = s.NumClasses > 0 ? nn.Linear(s.EmbedDim, s.NumClasses) : null;
        head_dist = s.DistillationToken ? nn.Linear(s.EmbedDim, s.NumClasses) : null;
        _settings = s;
        RegisterComponents();
    }

    /// <summary>Blocks: their outputs are "blocks.0" to "blocks.{Depth − 1}".</summary>
    public int Depth => blocks.Count;

    /// <summary>The learned positions: 1×(1+L)×D, or 1×L×D where the class token has none.</summary>
    /// <exception cref="InvalidOperationException">The network has none.</exception>
    public Tensor Positions => pos_embed ?? throw new InvalidOperationException("This vision transformer was built without positions.");

    protected override Tensor Walk(Tensor image, Features f) // N×C×H×W
    {
        var x = f["patch_embed"] = patch_embed.forward(image); // N×L×D
        x = f["embedding"] = Embed(x); // N×(1+L)×D
        if (norm_pre is not null)
            x = f["norm_pre"] = norm_pre.forward(x);
        for (var i = 0; i < blocks.Count; i++)
            x = f[$"blocks.{i}"] = blocks[i].Represent(x, f.Of($"blocks.{i}"));
        f["logits_without_final_norm"] = Classify(Pool(x), x, Features.None); // as inverse-tvm's helpers decompose the network
        x = f["norm"] = norm is null ? x.alias() : norm.forward(x);
        return f["logits"] = Classify(f["pooled"] = Pool(x), x, f); // N×classes
    }

    private Tensor Embed(Tensor patches)
    {
        var tokens = new[] { cls_token, dist_token, reg_token }.OfType<Parameter>().Select(token => token.expand(patches.shape[0], -1, -1));
        if (pos_embed is null)
            return cat([.. tokens, patches], 1);
        return _settings.NoEmbedClass ? cat([.. tokens, patches + pos_embed], 1) : cat([.. tokens, patches], 1) + pos_embed;
    }

    private Tensor Pool(Tensor x) // N×(1+L)×D → N×D
    {
        var patches = x.narrow(1, _settings.PrefixTokens, x.shape[1] - _settings.PrefixTokens);
        return _settings.Pooling switch
        {
            TokenPooling.Token => x.select(1, 0),
            TokenPooling.Mean => patches.mean([1]),
            TokenPooling.Max => patches.amax([1]),
            _ => 0.5 * (patches.amax([1]) + patches.mean([1])),
        };
    }

    private Tensor Classify(Tensor pooled, Tensor tokens, Features f)
    {
        if (fc_norm is not null)
            pooled = f["fc_norm"] = fc_norm.forward(pooled);
        if (head is null)
            return pooled.alias();
        var logits = head.forward(pooled);
        return head_dist is null ? logits : (logits + head_dist.forward(tokens.select(1, 1))) / 2;
    }
}
