using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>N×C×L → N×D×L'.</summary>
public sealed class Conv1d : Convolution
{
    internal Conv1d(long in_channels, long out_channels, long kernel_size, long stride, long? padding, Padding? padding_type, long dilation, long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
        : base(nameof(Conv1d), in_channels, out_channels, [kernel_size], [stride], padding is { } p ? [p] : null, padding_type, [dilation],
            false, [0], groups, bias, padding_mode, device, dtype)
    { }

    public override Tensor forward(Tensor input)
    {
        CheckInput(input, 1);
        if (padding_type is null && padding_mode == PaddingModes.Zeros)
            return nn.functional.conv1d(input, weight, bias, stride[0], padding![0], dilation[0], groups);
        var mode = padding_mode == PaddingModes.Zeros ? PaddingModes.Constant : padding_mode;
        using var padded = nn.functional.pad(input, BorderPadding(), mode);
        return nn.functional.conv1d(padded, weight, bias, stride[0], 0, dilation[0], groups);
    }
}
