using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models.Transformer;

/// <summary>Norm, two linear layers with exact GELU between, a factor for each channel, residual sum: N×L×D.</summary>
public sealed class MlpBlock : nn.Module<Tensor, Tensor>
{
    private readonly Parameter layer_scale; // D
    private readonly LayerNorm norm;
    private readonly Sequential mlp;

    public MlpBlock(TransformerSettings s) : base(nameof(MlpBlock))
    {
        var hidden = s.MlpRatio * s.Width;
        layer_scale = nn.Parameter(full(s.Width, s.LayerScaleInit));
        norm = nn.LayerNorm(s.Width, eps: s.NormEpsilon);
        mlp = nn.Sequential(nn.Linear(s.Width, hidden), nn.GELU(), nn.Linear(hidden, s.Width));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return scope.MoveToOuter(x + layer_scale * mlp.forward(norm.forward(x)));
    }
}
