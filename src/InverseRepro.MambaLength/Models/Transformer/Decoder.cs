using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models.Transformer;

/// <summary>Decoder layers, without a norm after the last: N×Q×D beside a memory N×L×D.</summary>
public sealed class Decoder : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly ModuleList<DecoderLayer> layers;

    public Decoder(TransformerSettings s) : base(nameof(Decoder))
    {
        layers = nn.ModuleList(Enumerable.Range(0, s.DecoderDepth).Select(_ => new DecoderLayer(s)).ToArray());
        RegisterComponents();
    }

    public Tensor Represent(Tensor x, Tensor memory, Features f)
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < layers.Count; i++)
            x = f[$"layers.{i}"] = layers[i].forward(x, memory);
        return scope.MoveToOuter(x);
    }

    public override Tensor forward(Tensor x, Tensor memory) => Represent(x, memory, Features.None);
}
