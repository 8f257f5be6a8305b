using InverseRepro.Engine.Staging;
using InverseRepro.Engine.Transformers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models.Vit;

/// <summary>Encoder of a masked autoencoder: patches with fixed positions, class token, pre-norm blocks, norm (the reference's <c>EncoderViT</c>).</summary>
public sealed class VitEncoder : nn.Module
{
    private readonly Parameter cls_token; // 1×1×D
    private readonly Parameter pos_embed; // 1×(1+L)×D, fixed
    private readonly PatchEmbed patch_embed;
    private readonly ModuleList<Block> blocks;
    private readonly LayerNorm norm;

    public VitEncoder(CreVitSettings s) : base(nameof(VitEncoder))
    {
        cls_token = nn.Parameter(zeros(1, 1, s.EmbedDim));
        pos_embed = nn.Parameter(SinCosPositions.Table(s.EmbedDim, s.Grid), requires_grad: false);
        patch_embed = new PatchEmbed(s.PatchSize, s.InChans, s.EmbedDim);
        blocks = nn.ModuleList(Enumerable.Range(0, s.Depth)
            .Select(_ => new Block(s.EmbedDim, s.NumHeads, new BlockSettings(s.MlpRatio, s.QkvBias, s.LayerNormEps))).ToArray());
        norm = nn.LayerNorm(s.EmbedDim, eps: s.LayerNormEps);
        RegisterComponents();
    }

    /// <summary>N×C×H×W → N×(1+kept)×D; all L patches in their order without a <paramref name="masking"/>.</summary>
    public Tensor Represent(Tensor images, PatchMasking? masking, Features f)
    {
        using var scope = NewDisposeScope();
        var x = f["patch_embed"] = patch_embed.forward(images); // N×L×D
        x = x + pos_embed.narrow(1, 1, x.shape[1]);
        if (masking is not null)
            x = x.gather(1, masking.Kept.unsqueeze(-1).expand(-1, -1, x.shape[2])); // N×kept×D
        var token = (cls_token + pos_embed.narrow(1, 0, 1)).expand(x.shape[0], -1, -1);
        x = cat([token, x], 1); // N×(1+kept)×D
        for (var i = 0; i < blocks.Count; i++)
            x = f[$"blocks.{i}"] = blocks[i].Represent(x, f.Of($"blocks.{i}"));
        return scope.MoveToOuter(f["norm"] = norm.forward(x));
    }
}
