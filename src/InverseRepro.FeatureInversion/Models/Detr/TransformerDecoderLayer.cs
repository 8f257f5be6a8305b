using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>
/// Decoder layer with a norm after each residual sum, or before each part (facebookresearch/detr <c>transformer.py</c>): attention
/// among the queries, attention to the memory, feed-forward. Positions are added to queries and keys, never to values.
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
    private readonly TransformerLayerSettings _settings;

    public TransformerDecoderLayer(TransformerLayerSettings s) : base(nameof(TransformerDecoderLayer))
    {
        self_attn = nn.MultiheadAttention(s.Width, s.NumHeads, s.Dropout);
        norm1 = nn.LayerNorm(s.Width);
        multihead_attn = nn.MultiheadAttention(s.Width, s.NumHeads, s.Dropout);
        norm2 = nn.LayerNorm(s.Width);
        linear1 = nn.Linear(s.Width, s.DimFeedforward);
        linear2 = nn.Linear(s.DimFeedforward, s.Width);
        norm3 = nn.LayerNorm(s.Width);
        _settings = s;
        RegisterComponents();
    }

    /// <summary>
    /// x, queryPos: Q×N×D; memory, memoryPos: L×N×D (or broadcast to it); memoryPaddingMask: N×L, true on padding, or null → Q×N×D.
    /// </summary>
    public Tensor Represent(Tensor x, Tensor memory, Tensor? memoryPaddingMask, Tensor memoryPos, Tensor queryPos, Features f)
    {
        using var scope = NewDisposeScope();
        Tensor Look(Tensor x) => f["multihead_attn"] = multihead_attn.call(x + queryPos, memory + memoryPos, memory, memoryPaddingMask, false).Item1;

        if (_settings.PreNorm)
        {
            x = x + Drop(Attend(f["norm1"] = norm1.forward(x), queryPos, f));
            x = x + Drop(Look(f["norm2"] = norm2.forward(x)));
            return scope.MoveToOuter(x + Drop(FeedForward(f["norm3"] = norm3.forward(x), f)));
        }
        x = f["norm1"] = norm1.forward(x + Drop(Attend(x, queryPos, f)));
        x = f["norm2"] = norm2.forward(x + Drop(Look(x)));
        return scope.MoveToOuter(norm3.forward(x + Drop(FeedForward(x, f))));
    }

    public override Tensor forward(Tensor x, Tensor memory, Tensor? memoryPaddingMask, Tensor memoryPos, Tensor queryPos) =>
        Represent(x, memory, memoryPaddingMask, memoryPos, queryPos, Features.None);

    private Tensor Attend(Tensor x, Tensor queryPos, Features f) // Q×N×D
    {
        var query = x + queryPos;
        return f["self_attn"] = self_attn.call(query, query, x, null, false).Item1;
    }

    private Tensor FeedForward(Tensor x, Features f)
    {
        var hidden = _settings.Activate(f["linear1"] = linear1.forward(x)); // Q×N×F
        return f["linear2"] = linear2.forward(Drop(hidden)); // Q×N×D
    }

    private Tensor Drop(Tensor x) => nn.functional.dropout(x, _settings.Dropout, training);
}
