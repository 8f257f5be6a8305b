using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>ResNet (He et al. 2016) up to its last feature map, with frozen batch norm and torchvision's state-dict keys.</summary>
public sealed class ResNet : StagedModule
{
    private readonly Conv2d conv1;
    private readonly FrozenBatchNorm2d bn1;
    private readonly ModuleList<ResNetBlock> layer1;
    private readonly ModuleList<ResNetBlock> layer2;
    private readonly ModuleList<ResNetBlock> layer3;
    private readonly ModuleList<ResNetBlock> layer4;

    public ResNet(ResNetSettings s) : base(nameof(ResNet))
    {
        conv1 = nn.Conv2d(3, 64, kernel_size: 7, stride: 2, padding: 3, bias: false);
        bn1 = new FrozenBatchNorm2d(64);
        var expansion = s.Bottlenecks ? 4 : 1;
        ModuleList<ResNetBlock> Layer(int index, int stride, int firstDilation, int dilation)
        {
            var width = 64 << index; // of the 3×3 convolutions
            var inChannels = index == 0 ? 64 : width / 2 * expansion;
            return nn.ModuleList(Enumerable.Range(0, s.Depths[index]).Select(i => i == 0
                ? ResNetBlock.Create(s.Bottlenecks, inChannels, width, stride, firstDilation)
                : ResNetBlock.Create(s.Bottlenecks, width * expansion, width, 1, dilation)).ToArray());
        }

        layer1 = Layer(0, stride: 1, 1, 1);
        layer2 = Layer(1, stride: 2, 1, 1);
        layer3 = Layer(2, stride: 2, 1, 1);
        layer4 = s.Dilation ? Layer(3, stride: 1, firstDilation: 1, dilation: 2) : Layer(3, stride: 2, 1, 1);
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor image, Features f) // N×3×H×W
    {
        var x = Stem(image, f); // N×64×H/4×W/4
        x = f["layer1"] = Run(layer1, x); // N×C×H/4×W/4
        x = f["layer2"] = Run(layer2, x); // N×2C×H/8×W/8
        x = f["layer3"] = Run(layer3, x); // N×4C×H/16×W/16
        return f["layer4"] = Run(layer4, x); // N×8C×H/32×W/32, dilated H/16×W/16
    }

    /// <summary>ReLU after the pooling gives the same numbers as before it, from a quarter of the memory.</summary>
    private Tensor Stem(Tensor image, Features f)
    {
        using var scope = NewDisposeScope();
        var x = f["bn1"] = bn1.forward(conv1.forward(image)); // N×64×H/2×W/2
        return f["maxpool"] = scope.MoveToOuter(nn.functional.max_pool2d(x, 3, 2, 1).relu_());
    }

    private static Tensor Run(ModuleList<ResNetBlock> blocks, Tensor x)
    {
        using var scope = NewDisposeScope();
        var input = x;
        foreach (var block in blocks)
        {
            var output = block.forward(x);
            if (!ReferenceEquals(x, input))
                x.Dispose();
            x = output;
        }
        return scope.MoveToOuter(x);
    }
}
