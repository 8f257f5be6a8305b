using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Models;

/// <summary>Residual blocks, then transposed convolutions: N×in×H/4×W/4 → N×C×H×W.</summary>
public sealed class VqVaeDecoder : nn.Module<Tensor, Tensor>
{
    private readonly Sequential blocks;

    /// <param name="inChannels">Of all levels' codes together.</param>
    public VqVaeDecoder(int inChannels, VqVaeSettings s) : base(nameof(VqVaeDecoder))
    {
        blocks = nn.Sequential(
        [
            nn.Conv2d(inChannels, s.Width, kernel_size: s.DecoderKernel, padding: s.DecoderKernel / 2),
            .. Enumerable.Range(0, s.ResidualBlocks).Select(_ => new ResidualBlock(s.Width, s.ResidualWidth)), nn.ReLU(),
            nn.ConvTranspose2d(s.Width, s.Width / 2, kernel_size: 4, stride: 2, padding: 1), nn.ReLU(),
            nn.ConvTranspose2d(s.Width / 2, s.InChannels, kernel_size: 4, stride: 2, padding: 1),
        ]);
        RegisterComponents();
    }

    public override Tensor forward(Tensor codes) => blocks.forward(codes);
}
