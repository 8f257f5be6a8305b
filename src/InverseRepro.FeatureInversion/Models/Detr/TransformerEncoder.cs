using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>DETR's encoder: layers in a row, without a final norm.</summary>
public sealed class TransformerEncoder : nn.Module<Tensor, Tensor?, Tensor, Tensor>
{
    private readonly ModuleList<TransformerEncoderLayer> layers;

    public TransformerEncoder(int width, int depth, int numHeads, int dimFeedforward, double dropout = 0) : base(nameof(TransformerEncoder))
    {
        layers = nn.ModuleList(Enumerable.Range(0, depth).Select(_ => new TransformerEncoderLayer(width, numHeads, dimFeedforward, dropout)).ToArray());
        RegisterComponents();
    }

    /// <summary>x, pos: L×N×D; paddingMask: N×L, true on padding, or null → L×N×D; "tokens.i" is layer i with the batch first.</summary>
    public Tensor Represent(Tensor x, Tensor? paddingMask, Tensor pos, Features f)
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < layers.Count; i++)
        {
            x = f[$"layers.{i}"] = layers[i].Represent(x, paddingMask, pos, f.Of($"layers.{i}"));
            f[$"tokens.{i}"] = x.transpose(0, 1); // N×L×D
        }
        return scope.MoveToOuter(x);
    }

    public override Tensor forward(Tensor x, Tensor? paddingMask, Tensor pos) => Represent(x, paddingMask, pos, Features.None);
}
