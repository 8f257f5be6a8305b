using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models.Transformer;

/// <summary>Self-attention among the queries N×Q×D, cross-attention to the memory N×L×D, feed-forward.</summary>
public sealed class DecoderLayer : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly AttentionBlock self_attn_block;
    private readonly AttentionBlock cross_attn_block;
    private readonly MlpBlock mlp_block;

    public DecoderLayer(TransformerSettings s) : base(nameof(DecoderLayer))
    {
        self_attn_block = new AttentionBlock(s, s.NormEpsilon);
        cross_attn_block = new AttentionBlock(s, s.CrossNormEpsilon);
        mlp_block = new MlpBlock(s);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor memory)
    {
        using var scope = NewDisposeScope();
        x = cross_attn_block.forward(self_attn_block.forward(x, null), memory);
        return scope.MoveToOuter(mlp_block.forward(x));
    }
}
