using InverseRepro.Engine.Staging;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>The size of a <see cref="ResNet"/>.</summary>
/// <param name="Depths">Blocks of each of the four layers.</param>
/// <param name="Bottlenecks">Blocks of three convolutions and four times the channels, not of two.</param>
/// <param name="Dilation">Whether the last layer widens its kernels instead of halving the feature map ("DC5"): stride 16, not 32.</param>
public sealed record ResNetSettings(IReadOnlyList<int> Depths, bool Bottlenecks, bool Dilation = false) : BackboneSettings
{
    public override int OutChannels => Bottlenecks ? 2048 : 512;

    /// <summary>The network that torchvision knows by this name (resnet18, resnet34, resnet50, resnet101, resnet152).</summary>
    /// <exception cref="ArgumentException">There is none, or its blocks cannot be dilated.</exception>
    public static ResNetSettings Named(string name, bool dilation = false)
    {
        ResNetSettings settings = name switch
        {
            "resnet18" => new([2, 2, 2, 2], Bottlenecks: false),
            "resnet34" => new([3, 4, 6, 3], Bottlenecks: false),
            "resnet50" => new([3, 4, 6, 3], Bottlenecks: true),
            "resnet101" => new([3, 4, 23, 3], Bottlenecks: true),
            "resnet152" => new([3, 8, 36, 3], Bottlenecks: true),
            _ => throw new ArgumentException($"there is no backbone '{name}'; known are resnet18, resnet34, resnet50, resnet101 and resnet152"),
        };
        return dilation && !settings.Bottlenecks
            ? throw new ArgumentException($"{name} cannot be dilated: only blocks of three convolutions can (resnet50, resnet101, resnet152)")
            : settings with { Dilation = dilation };
    }

    /// <summary>A layer has twice the channels of the one before on a quarter of the places, and so costs the same.</summary>
    public override double Macs(double pixels)
    {
        const double Channels = 64, StemKernel = 7 * 7 * 3;
        var block = pixels / 16 * Channels * Channels * (Bottlenecks ? 4 + 9 + 4 : 9 + 9);
        return pixels / 4 * Channels * StemKernel + Depths.Sum() * block;
    }

    public override StagedModule Build() => new ResNet(this);
}
