using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>DETR's decoder: layers in a row, each read through the one norm they share.</summary>
public sealed class TransformerDecoder : nn.Module
{
    private readonly ModuleList<TransformerDecoderLayer> layers;
    private readonly LayerNorm norm;

    public TransformerDecoder(TransformerLayerSettings layer, int depth) : base(nameof(TransformerDecoder))
    {
        layers = nn.ModuleList(Enumerable.Range(0, depth).Select(_ => new TransformerDecoderLayer(layer)).ToArray());
        norm = nn.LayerNorm(layer.Width);
        RegisterComponents();
    }

    /// <summary>
    /// memory, memoryPos: L×N×D; memoryPaddingMask: N×L, true on padding, or null; queryPos: Q×N×D → the normed output of every
    /// layer, depth×Q×N×D; "tokens.i" is that of layer i with the batch first.
    /// </summary>
    public Tensor Represent(Tensor memory, Tensor? memoryPaddingMask, Tensor memoryPos, Tensor queryPos, Features f)
    {
        using var scope = NewDisposeScope();
        var x = zeros_like(queryPos);
        var outputs = new List<Tensor>();
        for (var i = 0; i < layers.Count; i++)
        {
            x = f[$"layers.{i}"] = layers[i].Represent(x, memory, memoryPaddingMask, memoryPos, queryPos, f.Of($"layers.{i}"));
            outputs.Add(norm.forward(x));
            f[$"tokens.{i}"] = outputs[^1].transpose(0, 1); // N×Q×D
        }
        return scope.MoveToOuter(stack(outputs));
    }
}
