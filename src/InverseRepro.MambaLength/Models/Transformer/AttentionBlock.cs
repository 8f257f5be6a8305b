using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models.Transformer;

/// <summary>
/// Norm, attention, a factor for each channel, residual sum. x: N×Q×D attends to itself, or to a memory N×L×D, which is not
/// normalised.
/// </summary>
public sealed class AttentionBlock : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly Parameter layer_scale; // D
    private readonly MultiheadAttention attn;
    private readonly LayerNorm norm;

    public AttentionBlock(TransformerSettings s, double epsilon) : base(nameof(AttentionBlock))
    {
        layer_scale = nn.Parameter(full(s.Width, s.LayerScaleInit));
        attn = nn.MultiheadAttention(s.Width, s.NumHeads);
        norm = nn.LayerNorm(s.Width, eps: epsilon);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor? memory)
    {
        using var scope = NewDisposeScope();
        var query = norm.forward(x).transpose(0, 1); // Q×N×D
        var keys = memory?.transpose(0, 1) ?? query; // L×N×D
        var attended = attn.call(query, keys, keys, null, false).Item1.transpose(0, 1); // N×Q×D
        return scope.MoveToOuter(x + layer_scale * attended);
    }
}
