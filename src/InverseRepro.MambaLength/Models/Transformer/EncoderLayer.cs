using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models.Transformer;

/// <summary>Self-attention and feed-forward: N×L×D.</summary>
public sealed class EncoderLayer : nn.Module<Tensor, Tensor>
{
    private readonly AttentionBlock attn_block;
    private readonly MlpBlock mlp_block;

    public EncoderLayer(TransformerSettings s) : base(nameof(EncoderLayer))
    {
        attn_block = new AttentionBlock(s, s.NormEpsilon);
        mlp_block = new MlpBlock(s);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var attended = attn_block.forward(x, null);
        return mlp_block.forward(attended);
    }
}
