using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>A residual block of a <see cref="ResNet"/>: N×C×H×W → N×C'×H/stride×W/stride.</summary>
public abstract class ResNetBlock : nn.Module<Tensor, Tensor>
{
    private protected ResNetBlock(string name) : base(name)
    {
    }

    internal static ResNetBlock Create(bool bottleneck, int inChannels, int width, int stride, int dilation) =>
        bottleneck ? new Bottleneck(inChannels, width, stride, dilation) : new BasicBlock(inChannels, width, stride);

    /// <summary>The shortcut: null where the block keeps the shape.</summary>
    private protected static Sequential? Projection(int inChannels, int outChannels, int stride) => inChannels == outChannels && stride == 1
        ? null
        : nn.Sequential(nn.Conv2d(inChannels, outChannels, kernel_size: 1, stride: stride, bias: false), new FrozenBatchNorm2d(outChannels));

    /// <summary>Convolution and norm; the unnormalised map is freed.</summary>
    private protected static Tensor Normalised(Conv2d convolution, FrozenBatchNorm2d norm, Tensor x)
    {
        using var raw = convolution.forward(x);
        return norm.forward(raw);
    }
}
