using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>DETR's encoder: layers in a row, with a final norm where the layers' own precede their parts.</summary>
public sealed class TransformerEncoder : nn.Module<Tensor, Tensor?, Tensor, Tensor>
{
    private readonly ModuleList<TransformerEncoderLayer> layers;
    private readonly LayerNorm? norm;

    public TransformerEncoder(TransformerLayerSettings layer, int depth, bool finalNorm = false) : base(nameof(TransformerEncoder))
    {
        layers = nn.ModuleList(Enumerable.Range(0, depth).Select(_ => new TransformerEncoderLayer(layer)).ToArray());
        norm = finalNorm ? nn.LayerNorm(layer.Width) : null;
        RegisterComponents();
    }

    /// <summary>x, pos: L×N×D; paddingMask: N×L, true on padding, or null → L×N×D; "tokens.i" is what layer i gives the decoder, with the batch first.</summary>
    public Tensor Represent(Tensor x, Tensor? paddingMask, Tensor pos, Features f)
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < layers.Count; i++)
        {
            x = f[$"layers.{i}"] = layers[i].Represent(x, paddingMask, pos, f.Of($"layers.{i}"));
            f[$"tokens.{i}"] = (norm?.forward(x) ?? x).transpose(0, 1); // N×L×D
        }
        return scope.MoveToOuter(norm is null ? x : f["norm"] = norm.forward(x));
    }

    public override Tensor forward(Tensor x, Tensor? paddingMask, Tensor pos) => Represent(x, paddingMask, pos, Features.None);
}
