using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>
/// Encoder layer with a norm after each residual sum, or before each part (facebookresearch/detr <c>transformer.py</c>). Positions
/// are added to queries and keys, never to values.
/// </summary>
public sealed class TransformerEncoderLayer : nn.Module<Tensor, Tensor?, Tensor, Tensor>
{
    private readonly MultiheadAttention self_attn;
    private readonly LayerNorm norm1;
    private readonly Linear linear1;
    private readonly Linear linear2;
    private readonly LayerNorm norm2;
    private readonly TransformerLayerSettings _settings;

    public TransformerEncoderLayer(TransformerLayerSettings s) : base(nameof(TransformerEncoderLayer))
    {
        self_attn = nn.MultiheadAttention(s.Width, s.NumHeads, s.Dropout);
        norm1 = nn.LayerNorm(s.Width);
        linear1 = nn.Linear(s.Width, s.DimFeedforward);
        linear2 = nn.Linear(s.DimFeedforward, s.Width);
        norm2 = nn.LayerNorm(s.Width);
        _settings = s;
        RegisterComponents();
    }

    /// <summary>x, pos: L×N×D; paddingMask: N×L, true on padding, or null → L×N×D.</summary>
    public Tensor Represent(Tensor x, Tensor? paddingMask, Tensor pos, Features f)
    {
        using var scope = NewDisposeScope();
        if (_settings.PreNorm)
        {
            x = x + Drop(Attend(f["norm1"] = norm1.forward(x), paddingMask, pos, f));
            return scope.MoveToOuter(x + Drop(FeedForward(f["norm2"] = norm2.forward(x), f)));
        }
        x = f["norm1"] = norm1.forward(x + Drop(Attend(x, paddingMask, pos, f)));
        return scope.MoveToOuter(norm2.forward(x + Drop(FeedForward(x, f))));
    }

    public override Tensor forward(Tensor x, Tensor? paddingMask, Tensor pos) => Represent(x, paddingMask, pos, Features.None);

    private Tensor Attend(Tensor x, Tensor? paddingMask, Tensor pos, Features f) // L×N×D
    {
        var query = x + pos;
        return f["self_attn"] = self_attn.call(query, query, x, paddingMask, false).Item1;
    }

    private Tensor FeedForward(Tensor x, Features f)
    {
        var hidden = _settings.Activate(f["linear1"] = linear1.forward(x)); // L×N×F
        return f["linear2"] = linear2.forward(Drop(hidden)); // L×N×D
    }

    private Tensor Drop(Tensor x) => nn.functional.dropout(x, _settings.Dropout, training);
}
