using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>
/// Decoder layer with the norm after each residual sum (facebookresearch/detr <c>transformer.py</c>): attention among the
/// queries, attention to the memory, feed-forward. Positions are added to queries and keys, never to values.
/// </summary>
public sealed class TransformerDecoderLayer : nn.Module<Tensor, Tensor, Tensor?, Tensor, Tensor, Tensor>
{
    private readonly MultiheadAttention self_attn;
    private readonly LayerNorm norm1;
    private readonly MultiheadAttention multihead_attn;
    private readonly LayerNorm norm2;
    private readonly Linear linear1;
    private readonly Linear linear2;
    private readonly LayerNorm norm3;
    private readonly double _dropout;

    /// <param name="width">D, a multiple of <paramref name="numHeads"/>.</param>
    /// <param name="dropout">Probability, in training alone.</param>
    public TransformerDecoderLayer(int width, int numHeads, int dimFeedforward, double dropout = 0) : base(nameof(TransformerDecoderLayer))
    {
        self_attn = nn.MultiheadAttention(width, numHeads, dropout);
        norm1 = nn.LayerNorm(width);
        multihead_attn = nn.MultiheadAttention(width, numHeads, dropout);
        norm2 = nn.LayerNorm(width);
        linear1 = nn.Linear(width, dimFeedforward);
        linear2 = nn.Linear(dimFeedforward, width);
        norm3 = nn.LayerNorm(width);
        _dropout = dropout;
        RegisterComponents();
    }

    /// <summary>
    /// x, queryPos: Q×N×D; memory, memoryPos: L×N×D (or broadcast to it); memoryPaddingMask: N×L, true on padding, or null → Q×N×D.
    /// </summary>
    public Tensor Represent(Tensor x, Tensor memory, Tensor? memoryPaddingMask, Tensor memoryPos, Tensor queryPos, Features f)
    {
        using var scope = NewDisposeScope();
        var query = x + queryPos; // Q×N×D
        var among = f["self_attn"] = self_attn.call(query, query, x, null, false).Item1;
        x = f["norm1"] = norm1.forward(x + Drop(among));
        var attended = f["multihead_attn"] = multihead_attn.call(x + queryPos, memory + memoryPos, memory, memoryPaddingMask, false).Item1;
        x = f["norm2"] = norm2.forward(x + Drop(attended));
        var hidden = nn.functional.relu(f["linear1"] = linear1.forward(x)); // Q×N×F
        var widened = f["linear2"] = linear2.forward(Drop(hidden)); // Q×N×D
        return scope.MoveToOuter(norm3.forward(x + Drop(widened)));
    }

    public override Tensor forward(Tensor x, Tensor memory, Tensor? memoryPaddingMask, Tensor memoryPos, Tensor queryPos) =>
        Represent(x, memory, memoryPaddingMask, memoryPos, queryPos, Features.None);

    private Tensor Drop(Tensor x) => nn.functional.dropout(x, _dropout, training);
}
