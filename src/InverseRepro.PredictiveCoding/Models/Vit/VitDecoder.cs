using InverseRepro.Engine.Staging;
using InverseRepro.Engine.Transformers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models.Vit;

/// <summary>Decoder of a masked autoencoder: mask tokens where patches were removed, fixed positions, pre-norm blocks, norm, linear without tanh (the reference's <c>DecoderViT</c>).</summary>
public sealed class VitDecoder : nn.Module
{
    private readonly Parameter mask_token; // 1×1×D
    private readonly Parameter decoder_pos_embed; // 1×(1+L)×D, fixed
    private readonly Linear decoder_embed;
    private readonly ModuleList<Block> decoder_blocks;
    private readonly LayerNorm decoder_norm;
    private readonly Linear decoder_pred;

    public VitDecoder(CreVitSettings s) : base(nameof(VitDecoder))
    {
        mask_token = nn.Parameter(zeros(1, 1, s.DecoderEmbedDim));
        decoder_pos_embed = nn.Parameter(SinCosPositions.Table(s.DecoderEmbedDim, s.Grid), requires_grad: false);
        decoder_embed = nn.Linear(s.EmbedDim, s.DecoderEmbedDim);
        decoder_blocks = nn.ModuleList(Enumerable.Range(0, s.DecoderDepth)
            .Select(_ => new Block(s.DecoderEmbedDim, s.DecoderNumHeads, new BlockSettings(s.MlpRatio, s.QkvBias, s.LayerNormEps))).ToArray());
        decoder_norm = nn.LayerNorm(s.DecoderEmbedDim, eps: s.LayerNormEps);
        decoder_pred = nn.Linear(s.DecoderEmbedDim, s.PatchSize * s.PatchSize * s.InChans);
        RegisterComponents();
    }

    /// <summary>N×(1+kept)×D → patches, N×L×(P²·C), in their order; <paramref name="masking"/> as the encoder had it.</summary>
    public Tensor Represent(Tensor latent, PatchMasking? masking, Features f)
    {
        using var scope = NewDisposeScope();
        var x = f["decoder_embed"] = decoder_embed.forward(latent); // N×(1+kept)×D
        if (masking is not null)
            x = Unshuffle(x, masking.Restore); // N×(1+L)×D
        x = x + decoder_pos_embed;
        for (var i = 0; i < decoder_blocks.Count; i++)
            x = f[$"decoder_blocks.{i}"] = decoder_blocks[i].Represent(x, f.Of($"decoder_blocks.{i}"));
        x = f["decoder_pred"] = decoder_pred.forward(f["decoder_norm"] = decoder_norm.forward(x)); // N×(1+L)×P²C
        return scope.MoveToOuter(x.narrow(1, 1, x.shape[1] - 1)); // N×L×P²C
    }

    private Tensor Unshuffle(Tensor x, Tensor restore)
    {
        var (n, kept, count) = (x.shape[0], x.shape[1] - 1, restore.shape[1]);
        var patches = cat([x.narrow(1, 1, kept), mask_token.expand(n, count - kept, -1)], 1); // N×L×D, shuffled
        return cat([x.narrow(1, 0, 1), patches.gather(1, restore.unsqueeze(-1).expand(-1, -1, x.shape[2]))], 1);
    }
}
