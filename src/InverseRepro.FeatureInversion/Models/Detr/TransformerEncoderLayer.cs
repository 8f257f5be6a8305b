using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>
/// Encoder layer with the norm after each residual sum (facebookresearch/detr <c>transformer.py</c>). Positions are added to
/// queries and keys, never to values.
/// </summary>
public sealed class TransformerEncoderLayer : nn.Module<Tensor, Tensor?, Tensor, Tensor>
{
    private readonly MultiheadAttention self_attn;
    private readonly LayerNorm norm1;
    private readonly Linear linear1;
    private readonly Linear linear2;
    private readonly LayerNorm norm2;
    private readonly double _dropout;

    /// <param name="width">D, a multiple of <paramref name="numHeads"/>.</param>
    /// <param name="dropout">Probability, in training alone.</param>
    public TransformerEncoderLayer(int width, int numHeads, int dimFeedforward, double dropout = 0) : base(nameof(TransformerEncoderLayer))
    {
        self_attn = nn.MultiheadAttention(width, numHeads, dropout);
        norm1 = nn.LayerNorm(width);
        linear1 = nn.Linear(width, dimFeedforward);
        linear2 = nn.Linear(dimFeedforward, width);
        norm2 = nn.LayerNorm(width);
        _dropout = dropout;
        RegisterComponents();
    }

    /// <summary>x, pos: L×N×D; paddingMask: N×L, true on padding, or null → L×N×D.</summary>
    public Tensor Represent(Tensor x, Tensor? paddingMask, Tensor pos, Features f)
    {
        using var scope = NewDisposeScope();
        var query = x + pos; // L×N×D
        var attended = f["self_attn"] = self_attn.call(query, query, x, paddingMask, false).Item1;
        x = f["norm1"] = norm1.forward(x + Drop(attended));
        var hidden = nn.functional.relu(f["linear1"] = linear1.forward(x)); // L×N×F
        var widened = f["linear2"] = linear2.forward(Drop(hidden)); // L×N×D
        return scope.MoveToOuter(norm2.forward(x + Drop(widened)));
    }

    public override Tensor forward(Tensor x, Tensor? paddingMask, Tensor pos) => Represent(x, paddingMask, pos, Features.None);

    private Tensor Drop(Tensor x) => nn.functional.dropout(x, _dropout, training);
}
