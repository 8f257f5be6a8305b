using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>3×3 convolutions of stride 2 with ReLU: the backbone of a DETR for small images, trained with it.</summary>
public sealed class ConvStem : StagedModule
{
    private readonly List<(Conv2d Convolution, BatchNorm2d? Norm)> _layers = [];

    public ConvStem(ConvStemSettings s) : base(nameof(ConvStem))
    {
        for (var i = 0; i < s.Channels.Count; i++)
        {
            var convolution = nn.Conv2d(i == 0 ? 3 : s.Channels[i - 1], s.Channels[i], kernel_size: 3, stride: 2, padding: 1, bias: !s.BatchNorm);
            register_module($"conv{i + 1}", convolution);
            var norm = s.BatchNorm ? nn.BatchNorm2d(s.Channels[i]) : null;
            if (norm is not null)
                register_module($"bn{i + 1}", norm);
            _layers.Add((convolution, norm));
        }
    }

    protected override Tensor Walk(Tensor x, Features f) // N×3×H×W
    {
        for (var i = 0; i < _layers.Count; i++)
        {
            x = _layers[i].Convolution.forward(x); // N×C×H/2×W/2
            x = f[$"layer{i + 1}"] = nn.functional.relu(_layers[i].Norm?.forward(x) ?? x);
        }
        return x;
    }
}
