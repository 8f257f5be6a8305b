using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>1×1, 3×3 and 1×1 convolutions beside a shortcut, the stride in the middle (torchvision <c>resnet.py: Bottleneck</c>).</summary>
public sealed class Bottleneck : ResNetBlock
{
    private const int Expansion = 4;

    private readonly Conv2d conv1;
    private readonly FrozenBatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly FrozenBatchNorm2d bn2;
    private readonly Conv2d conv3;
    private readonly FrozenBatchNorm2d bn3;
    private readonly Sequential? downsample;

    public Bottleneck(int inChannels, int width, int stride, int dilation) : base(nameof(Bottleneck))
    {
        conv1 = nn.Conv2d(inChannels, width, kernel_size: 1, bias: false);
        bn1 = new FrozenBatchNorm2d(width);
        conv2 = nn.Conv2d(width, width, kernel_size: 3, stride: stride, padding: dilation, dilation: dilation, bias: false);
        bn2 = new FrozenBatchNorm2d(width);
        conv3 = nn.Conv2d(width, Expansion * width, kernel_size: 1, bias: false);
        bn3 = new FrozenBatchNorm2d(Expansion * width);
        downsample = Projection(inChannels, Expansion * width, stride);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) // N×C×H×W
    {
        using var scope = NewDisposeScope();
        using var narrow = Normalised(conv1, bn1, x).relu_(); // N×W×H×W
        using var mixed = Normalised(conv2, bn2, narrow).relu_(); // N×W×H'×W'
        var y = Normalised(conv3, bn3, mixed); // N×4W×H'×W'
        return scope.MoveToOuter(y.add_(downsample?.forward(x) ?? x).relu_());
    }
}
