using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Models;

/// <summary>x + conv1×1(relu(conv3×3(relu(x)))).</summary>
public sealed class ResidualBlock : nn.Module<Tensor, Tensor>
{
    private readonly Sequential conv;

    public ResidualBlock(int width, int residualWidth) : base(nameof(ResidualBlock))
    {
        conv = nn.Sequential(
            nn.ReLU(), nn.Conv2d(width, residualWidth, kernel_size: 3, padding: 1),
            nn.ReLU(), nn.Conv2d(residualWidth, width, kernel_size: 1));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) // N×C×H×W
    {
        using var change = conv.forward(x);
        return x + change;
    }
}
