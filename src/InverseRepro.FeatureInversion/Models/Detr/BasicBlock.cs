using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>Two 3×3 convolutions beside a shortcut (torchvision <c>resnet.py: BasicBlock</c>).</summary>
public sealed class BasicBlock : ResNetBlock
{
    private readonly Conv2d conv1;
    private readonly FrozenBatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly FrozenBatchNorm2d bn2;
    private readonly Sequential? downsample;

    public BasicBlock(int inChannels, int width, int stride) : base(nameof(BasicBlock))
    {
        conv1 = nn.Conv2d(inChannels, width, kernel_size: 3, stride: stride, padding: 1, bias: false);
        bn1 = new FrozenBatchNorm2d(width);
        conv2 = nn.Conv2d(width, width, kernel_size: 3, padding: 1, bias: false);
        bn2 = new FrozenBatchNorm2d(width);
        downsample = Projection(inChannels, width, stride);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) // N×C×H×W
    {
        using var scope = NewDisposeScope();
        var y = Normalised(conv1, bn1, x).relu_(); // N×W×H'×W'
        y = Normalised(conv2, bn2, y);
        return scope.MoveToOuter(y.add_(downsample?.forward(x) ?? x).relu_());
    }
}
