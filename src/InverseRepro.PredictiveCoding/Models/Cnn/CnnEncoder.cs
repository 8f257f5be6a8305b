using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models.Cnn;

/// <summary>
/// Blocks of convolution, dropout of channels, batch norm, max pooling where wanted, ReLU, in this order (the reference's
/// <c>EncoderCNNSmall</c> and <c>EncoderCNNLarge</c>).
/// </summary>
public sealed class CnnEncoder : StagedModule
{
    private readonly List<(Conv2d Conv, Dropout2d Dropout, BatchNorm2d Norm, MaxPool2d? Pool)> _blocks = [];

    /// <param name="dropout">Probability of a channel to be zeroed in training; the reference has 0 in the small and 0.2 in the large one.</param>
    public CnnEncoder(int inChannels, IReadOnlyList<CnnEncoderBlock> blocks, double dropout = 0) : base(nameof(CnnEncoder))
    {
        var channels = inChannels;
        foreach (var block in blocks)
        {
            var conv = nn.Conv2d(channels, block.Channels, kernel_size: block.Kernel, padding: block.Kernel / 2);
            var norm = nn.BatchNorm2d(block.Channels);
            var drop = nn.Dropout2d(dropout);
            _blocks.Add((conv, drop, norm, block.PoolPadding is { } padding ? nn.MaxPool2d(2, stride: 2, padding: padding) : null));
            register_module($"conv_{_blocks.Count}", conv);
            register_module($"dropout_{_blocks.Count}", drop);
            register_module($"bn_{_blocks.Count}", norm);
            channels = block.Channels;
        }
    }

    /// <summary>1×28×28 → 16×14×14 → 16×8×8 → 16×4×4: the second pooling pads by 1.</summary>
    public static IReadOnlyList<CnnEncoderBlock> Small { get; } = [new(16, 3, 0), new(16, 3, 1), new(16, 3, 0)];

    /// <summary>3×32×32 → 64×32×32 twice → 128×16×16 → 128×8×8 → 128×4×4.</summary>
    public static IReadOnlyList<CnnEncoderBlock> Large { get; } = [new(64, 7, null), new(64, 7, null), new(128, 5, 0), new(128, 5, 0), new(128, 3, 0)];

    /// <summary>Multiply-accumulates of the convolutions for one picture of so many pixels a side.</summary>
    public static double Macs(int inChannels, int side, IReadOnlyList<CnnEncoderBlock> blocks)
    {
        var (macs, channels) = (0.0, inChannels);
        foreach (var block in blocks)
        {
            macs += (double)side * side * block.Kernel * block.Kernel * channels * block.Channels;
            channels = block.Channels;
            if (block.PoolPadding is { } padding)
                side = (side + 2 * padding) / 2;
        }
        return macs;
    }

    protected override Tensor Walk(Tensor x, Features f) // N×C×H×W
    {
        for (var i = 1; i <= _blocks.Count; i++)
        {
            var (conv, dropout, norm, pool) = _blocks[i - 1];
            x = f[$"conv_{i}"] = conv.forward(x);
            x = f[$"bn_{i}"] = norm.forward(dropout.forward(x));
            if (pool is not null)
                x = f[$"pool_{i}"] = pool.forward(x); // N×channels×H/2×W/2
            x = f[$"relu_{i}"] = nn.functional.relu(x);
        }
        return f["output"] = x; // N×channels×h×w
    }
}
