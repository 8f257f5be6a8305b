using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models.Mamba;

/// <summary>Division by the root mean square of the channels, then a weight for each (Zhang and Sennrich 2019).</summary>
public sealed class RmsNorm : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight; // D
    private readonly double _epsilon;

    public RmsNorm(int width, double epsilon) : base(nameof(RmsNorm))
    {
        weight = nn.Parameter(ones(width));
        _epsilon = epsilon;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) // …×D
    {
        using var scope = NewDisposeScope();
        var meanSquare = x.square().mean([-1L], keepdim: true); // …×1
        return scope.MoveToOuter(x * (meanSquare + _epsilon).rsqrt() * weight);
    }
}
