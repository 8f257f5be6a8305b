using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Transformers;

/// <summary>A learned factor for each channel of a residual branch (Touvron et al. 2021; timm <c>layers/layer_scale.py</c>).</summary>
public sealed class LayerScale : nn.Module<Tensor, Tensor>
{
    private readonly Parameter gamma; // D

    public LayerScale(int dim, double initial) : base(nameof(LayerScale))
    {
        gamma = nn.Parameter(full(dim, initial));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => x * gamma; // N×L×D
}
