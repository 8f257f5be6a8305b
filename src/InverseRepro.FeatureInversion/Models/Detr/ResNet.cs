using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>ResNet (He et al. 2016) up to its last feature map, with frozen batch norm and torchvision's state-dict keys.</summary>
public sealed class ResNet : StagedModule
{
    private readonly Conv2d conv1;
    private readonly FrozenBatchNorm2d bn1;
    private readonly Sequential layer1;
    private readonly Sequential layer2;
    private readonly Sequential layer3;
    private readonly Sequential layer4;

    public ResNet(ResNetSettings s) : base(nameof(ResNet))
    {
        conv1 = nn.Conv2d(3, 64, kernel_size: 7, stride: 2, padding: 3, bias: false);
        bn1 = new FrozenBatchNorm2d(64);
        var expansion = s.Bottlenecks ? 4 : 1;
        Sequential Layer(int index, int stride, int dilation = 1)
        {
            var width = 64 << index; // of the 3×3 convolutions
            var inChannels = index == 0 ? 64 : width / 2 * expansion;
            return nn.Sequential(Enumerable.Range(0, s.Depths[index]).Select(nn.Module<Tensor, Tensor> (i) => i == 0
                ? ResNetBlock.Create(s.Bottlenecks, inChannels, width, stride, dilation: 1)
                : ResNetBlock.Create(s.Bottlenecks, width * expansion, width, stride: 1, dilation)).ToArray());
        }

        layer1 = Layer(0, stride: 1);
        layer2 = Layer(1, stride: 2);
        layer3 = Layer(2, stride: 2);
        layer4 = s.Dilation ? Layer(3, stride: 1, dilation: 2) : Layer(3, stride: 2);
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor image, Features f) // N×3×H×W
    {
        var x = Stem(image, f); // N×64×H/4×W/4
        x = f["layer1"] = layer1.forward(x); // N×C×H/4×W/4
        x = f["layer2"] = layer2.forward(x); // N×2C×H/8×W/8
        x = f["layer3"] = layer3.forward(x); // N×4C×H/16×W/16
        return f["layer4"] = layer4.forward(x); // N×8C×H/32×W/32, dilated H/16×W/16
    }

    /// <summary>ReLU after the pooling gives the same numbers as before it, from a quarter of the memory.</summary>
    private Tensor Stem(Tensor image, Features f)
    {
        using var scope = NewDisposeScope();
        var x = f["bn1"] = bn1.forward(conv1.forward(image)); // N×64×H/2×W/2
        return f["maxpool"] = scope.MoveToOuter(nn.functional.max_pool2d(x, 3, 2, 1).relu_());
    }
}
