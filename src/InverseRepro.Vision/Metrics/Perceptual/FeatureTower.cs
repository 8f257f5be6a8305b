using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.Vision.Metrics.Perceptual;

/// <summary>
/// The convolutional layers of a classifier with torchvision's state-dict keys ("features.0.weight"), read after some of them.
/// </summary>
public sealed class FeatureTower : StagedModule
{
    private readonly Sequential features;
    private readonly nn.Module<Tensor, Tensor>[] _layers;
    private readonly int[] _read;

    private FeatureTower(string name, IEnumerable<nn.Module<Tensor, Tensor>> layers, int[] read) : base(name)
    {
        _layers = [.. layers];
        _read = read;
        features = nn.Sequential(_layers.Select((layer, i) => ($"{i}", layer)));
        RegisterComponents();
    }

    public static FeatureTower AlexNet() => new(nameof(AlexNet),
        [
            nn.Conv2d(3, 64, kernel_size: 11, stride: 4, padding: 2), nn.ReLU(), Pool(),
            .. Convolution(64, 192, kernel: 5), Pool(),
            .. Convolution(192, 384), .. Convolution(384, 256), .. Convolution(256, 256),
        ],
        [1, 4, 7, 9, 11]);

    public static FeatureTower Vgg16() => new(nameof(Vgg16),
        [
            .. Convolution(3, 64), .. Convolution(64, 64), nn.MaxPool2d(2),
            .. Convolution(64, 128), .. Convolution(128, 128), nn.MaxPool2d(2),
            .. Convolution(128, 256), .. Convolution(256, 256), .. Convolution(256, 256), nn.MaxPool2d(2),
            .. Convolution(256, 512), .. Convolution(512, 512), .. Convolution(512, 512), nn.MaxPool2d(2),
            .. Convolution(512, 512), .. Convolution(512, 512), .. Convolution(512, 512),
        ],
        [3, 8, 15, 22, 29]);

    /// <summary>SqueezeNet 1.1.</summary>
    public static FeatureTower SqueezeNet() => new(nameof(SqueezeNet),
        [
            nn.Conv2d(3, 64, kernel_size: 3, stride: 2), nn.ReLU(), Pool(ceil: true),
            new Fire(64, 16, 64), new Fire(128, 16, 64), Pool(ceil: true),
            new Fire(128, 32, 128), new Fire(256, 32, 128), Pool(ceil: true),
            new Fire(256, 48, 192), new Fire(384, 48, 192), new Fire(384, 64, 256), new Fire(512, 64, 256),
        ],
        [1, 4, 7, 9, 10, 11, 12]);

    /// <summary>Names of the maps that are read, in order: "features.1" and so on.</summary>
    public IReadOnlyList<string> Maps => [.. _read.Select(Name)];

    /// <summary>N×3×H×W → the last map, N×C×h×w.</summary>
    protected override Tensor Walk(Tensor x, Features f)
    {
        for (var i = 0; i < _layers.Length; i++)
        {
            x = _layers[i].forward(x);
            if (_read.Contains(i))
                f[Name(i)] = x;
        }
        return x;
    }

    private static string Name(int layer) => $"features.{layer}";

    private static MaxPool2d Pool(bool ceil = false) => nn.MaxPool2d(3, stride: 2, ceil_mode: ceil);

    private static IEnumerable<nn.Module<Tensor, Tensor>> Convolution(int inputs, int outputs, int kernel = 3) =>
        [nn.Conv2d(inputs, outputs, kernel_size: kernel, padding: kernel / 2), nn.ReLU()];
}
