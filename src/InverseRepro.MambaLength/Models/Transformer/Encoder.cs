using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models.Transformer;

/// <summary>Encoder layers, without a norm after the last: N×L×D.</summary>
public sealed class Encoder : StagedModule
{
    private readonly ModuleList<EncoderLayer> layers;

    public Encoder(TransformerSettings s) : base(nameof(Encoder))
    {
        layers = nn.ModuleList(Enumerable.Range(0, s.EncoderDepth).Select(_ => new EncoderLayer(s)).ToArray());
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor x, Features f)
    {
        for (var i = 0; i < layers.Count; i++)
            x = f[$"layers.{i}"] = layers[i].forward(x);
        return x;
    }
}
