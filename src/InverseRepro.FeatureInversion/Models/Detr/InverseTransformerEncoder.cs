using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>
/// Inverse of DETR's encoder (inverse-tvm <c>inv_enc/models.py</c>): DETR's encoder layers, with the same positions and padding,
/// from the encoder's embeddings to the backbone's.
/// </summary>
public sealed class InverseTransformerEncoder : StagedModule
{
    private const string Positions = "positions";

    private readonly ModuleList<TransformerEncoderLayer> layers;
    private readonly LayerNorm? norm;

    public InverseTransformerEncoder(InverseTransformerSettings s) : base(nameof(InverseTransformerEncoder))
    {
        layers = nn.ModuleList(Enumerable.Range(0, s.Depth)
            .Select(_ => new TransformerEncoderLayer(s.Layer)).ToArray());
        norm = s.FinalNorm ? nn.LayerNorm(s.Width) : null;
        RegisterComponents();
        register_buffer(Positions, PositionEmbeddingSine.OfGrid(s.Grid, s.Width), persistent: false); // L×1×D
    }

    /// <summary>Pictures of several sizes. embeddings, pos: L×N×D; paddingMask: N×L, true on padding, or null → L×N×D.</summary>
    public Tensor Represent(Tensor embeddings, Tensor? paddingMask, Tensor pos, Features f)
    {
        using var scope = NewDisposeScope();
        var x = embeddings;
        for (var i = 0; i < layers.Count; i++)
            x = f[$"layers.{i}"] = layers[i].Represent(x, paddingMask, pos, f.Of($"layers.{i}"));
        return scope.MoveToOuter(f["output"] = norm?.forward(x) ?? x);
    }

    /// <summary>Pictures that fill the settings' grid: N×L×D → N×L×D. The intermediates are L×N×D.</summary>
    protected override Tensor Walk(Tensor embeddings, Features f) =>
        Represent(embeddings.transpose(0, 1), null, get_buffer(Positions)!, f).transpose(0, 1);
}
