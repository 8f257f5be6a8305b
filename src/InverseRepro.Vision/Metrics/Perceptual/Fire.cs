using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.Vision.Metrics.Perceptual;

/// <summary>SqueezeNet's module: a 1×1 layer to few channels, then 1×1 and 3×3 layers side by side.</summary>
internal sealed class Fire : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d squeeze;
    private readonly Conv2d expand1x1;
    private readonly Conv2d expand3x3;

    public Fire(int inputs, int squeezed, int expanded) : base(nameof(Fire))
    {
        squeeze = nn.Conv2d(inputs, squeezed, kernel_size: 1);
        expand1x1 = nn.Conv2d(squeezed, expanded, kernel_size: 1);
        expand3x3 = nn.Conv2d(squeezed, expanded, kernel_size: 3, padding: 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) // N×inputs×h×w → N×2·expanded×h×w
    {
        using var scope = NewDisposeScope();
        x = nn.functional.relu(squeeze.forward(x));
        return scope.MoveToOuter(cat([nn.functional.relu(expand1x1.forward(x)), nn.functional.relu(expand3x3.forward(x))], 1));
    }
}
