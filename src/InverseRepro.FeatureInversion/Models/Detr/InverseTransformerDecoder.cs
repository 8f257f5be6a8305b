using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>
/// Inverse of DETR's decoder (inverse-tvm <c>inv_dec/models.py</c>): DETR's decoder layers, as published without their norm at the end. A
/// query for each place of the feature map, zero but for its position, looks at the decoder's embeddings, whose positions are
/// learned.
/// </summary>
public sealed class InverseTransformerDecoder : StagedModule
{
    private const string Positions = "positions";

    private readonly ModuleList<TransformerDecoderLayer> layers;
    private readonly LayerNorm? norm;
    private readonly Embedding query_embed; // Q×D

    public InverseTransformerDecoder(InverseTransformerSettings s) : base(nameof(InverseTransformerDecoder))
    {
        layers = nn.ModuleList(Enumerable.Range(0, s.Depth)
            .Select(_ => new TransformerDecoderLayer(s.Layer)).ToArray());
        norm = s.FinalNorm ? nn.LayerNorm(s.Width) : null;
        query_embed = nn.Embedding(s.NumQueries, s.Width);
        RegisterComponents();
        register_buffer(Positions, PositionEmbeddingSine.OfGrid(s.Grid, s.Width), persistent: false); // L×1×D
    }

    /// <summary>Pictures of several sizes, padding included. embeddings: Q×N×D; pos: L×N×D → L×N×D.</summary>
    public Tensor Represent(Tensor embeddings, Tensor pos, Features f)
    {
        using var scope = NewDisposeScope();
        var x = zeros_like(pos);
        var memoryPos = query_embed.weight!.unsqueeze(1); // Q×1×D
        for (var i = 0; i < layers.Count; i++)
            x = f[$"layers.{i}"] = layers[i].Represent(x, embeddings, null, memoryPos, pos, f.Of($"layers.{i}"));
        return scope.MoveToOuter(f["output"] = norm?.forward(x) ?? x);
    }

    /// <summary>Pictures that fill the settings' grid: N×Q×D → N×L×D. The intermediates are L×N×D.</summary>
    protected override Tensor Walk(Tensor embeddings, Features f) =>
        Represent(embeddings.transpose(0, 1), get_buffer(Positions)!.expand(-1, embeddings.shape[0], -1), f).transpose(0, 1);
}
