using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.Vision.Metrics.Perceptual;

/// <summary>A weight for each channel of each map, with LPIPS's keys ("lin0.model.1.weight").</summary>
internal sealed class LinearWeights : nn.Module
{
    private readonly List<Conv2d> _layers = [];

    public LinearWeights(IReadOnlyList<int> channels) : base(nameof(LinearWeights))
    {
        foreach (var count in channels)
        {
            var layer = nn.Conv2d(count, 1, kernel_size: 1, bias: false);
            register_module($"lin{_layers.Count}", nn.ModuleDict(("model", nn.Sequential(("1", layer)))));
            _layers.Add(layer);
        }
    }

    /// <summary>N×C×h×w of the map <paramref name="index"/> → N×1×h×w.</summary>
    public Tensor Weigh(int index, Tensor map) => _layers[index].forward(map);
}
