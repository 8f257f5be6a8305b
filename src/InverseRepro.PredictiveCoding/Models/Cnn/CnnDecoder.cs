using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models.Cnn;

/// <summary>Transposed convolutions with ReLU between and tanh at the end (the reference's <c>DecoderCNNSmall</c> and <c>DecoderCNNLarge</c>).</summary>
public sealed class CnnDecoder : StagedModule
{
    private const int Kernel = 3;
    private readonly List<ConvTranspose2d> _layers = [];

    public CnnDecoder(int inChannels, IReadOnlyList<CnnDecoderBlock> blocks) : base(nameof(CnnDecoder))
    {
        var channels = inChannels;
        foreach (var block in blocks)
        {
            _layers.Add(nn.ConvTranspose2d(channels, block.Channels, kernel_size: Kernel, stride: block.Stride, padding: block.Padding,
                output_padding: block.OutputPadding));
            register_module($"conv_t_{_layers.Count}", _layers[^1]);
            channels = block.Channels;
        }
    }

    /// <summary>16×4×4 → 16×8×8 → 16×14×14 → 1×28×28.</summary>
    public static IReadOnlyList<CnnDecoderBlock> Small { get; } = [new(16, 2, 1, 1), new(16, 2, 2, 1), new(1, 2, 1, 1)];

    /// <summary>128×4×4 → 128×8×8 → 128×16×16 → 64×32×32 twice → 3×32×32.</summary>
    public static IReadOnlyList<CnnDecoderBlock> Large { get; } = [new(128, 2, 1, 1), new(128, 2, 1, 1), new(64, 2, 1, 1), new(64, 1, 1, 0), new(3, 1, 1, 0)];

    /// <summary>Multiply-accumulates for one latent of so many numbers a side: each meets the whole kernel.</summary>
    public static double Macs(int inChannels, int side, IReadOnlyList<CnnDecoderBlock> blocks)
    {
        var (macs, channels) = (0.0, inChannels);
        foreach (var block in blocks)
        {
            macs += (double)side * side * Kernel * Kernel * channels * block.Channels;
            channels = block.Channels;
            side = (side - 1) * block.Stride - 2 * block.Padding + Kernel + block.OutputPadding;
        }
        return macs;
    }

    protected override Tensor Walk(Tensor x, Features f) // N×C×h×w
    {
        var last = _layers.Count;
        for (var i = 1; i < last; i++)
            x = f[$"relu_{i}"] = nn.functional.relu(f[$"conv_t_{i}"] = _layers[i - 1].forward(x));
        x = f[$"tanh_{last}"] = nn.functional.tanh(f[$"conv_t_{last}"] = _layers[^1].forward(x));
        return f["output"] = x; // N×channels×H×W in (−1, 1)
    }
}
