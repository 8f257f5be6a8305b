using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Models;

/// <summary>Strided convolutions, then residual blocks: N×in×H×W → N×C×H/s×W/s.</summary>
public sealed class VqVaeEncoder : nn.Module<Tensor, Tensor>
{
    private readonly Sequential blocks;

    private VqVaeEncoder(IEnumerable<nn.Module<Tensor, Tensor>> stem, VqVaeSettings s) : base(nameof(VqVaeEncoder))
    {
        blocks = nn.Sequential([.. stem, .. Enumerable.Range(0, s.ResidualBlocks).Select(_ => new ResidualBlock(s.Width, s.ResidualWidth)), nn.ReLU()]);
        RegisterComponents();
    }

    /// <summary>The bottom level's encoder, of stride 4.</summary>
    /// <param name="activated">Whether a ReLU follows the third convolution, as in the single-level network alone.</param>
    public static VqVaeEncoder Bottom(VqVaeSettings s, bool activated) => new(
    [
        nn.Conv2d(s.InChannels, s.Width / 2, kernel_size: 4, stride: 2, padding: 1), nn.ReLU(),
        nn.Conv2d(s.Width / 2, s.Width, kernel_size: 4, stride: 2, padding: 1), nn.ReLU(),
        nn.Conv2d(s.Width, s.Width, kernel_size: 3, padding: 1), .. activated ? [nn.ReLU()] : Array.Empty<nn.Module<Tensor, Tensor>>(),
    ], s);

    /// <summary>The top level's encoder, of stride 2, on the bottom's continuous features.</summary>
    public static VqVaeEncoder Top(VqVaeSettings s) => new(
    [
        nn.Conv2d(s.Width, s.Width / 2, kernel_size: 4, stride: 2, padding: 1), nn.ReLU(),
        nn.Conv2d(s.Width / 2, s.Width, kernel_size: 3, padding: 1),
    ], s);

    public override Tensor forward(Tensor x) => blocks.forward(x);
}
