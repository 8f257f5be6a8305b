using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>N×C×H×W → N×D×H'×W' with H' = (H − 1) stride − 2 padding + dilation (kernel − 1) + output padding + 1.</summary>
public sealed class ConvTranspose2d : Convolution
{
    internal ConvTranspose2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long) stride, (long, long) padding, (long, long) dilation, (long, long) output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
        : base(nameof(ConvTranspose2d), in_channels, out_channels, [kernel_size.Item1, kernel_size.Item2], [stride.Item1, stride.Item2],
            [padding.Item1, padding.Item2], null, [dilation.Item1, dilation.Item2], true, [output_padding.Item1, output_padding.Item2],
            groups, bias, padding_mode, device, dtype)
    { }

    public override Tensor forward(Tensor input) => forward(input, null);

    /// <summary>As forward, with the spatial size of the output (or its whole shape) chosen among those the stride allows.</summary>
    public Tensor forward(Tensor input, long[]? output_size)
    {
        CheckInput(input, 2);
        var extra = output_size is null ? output_padding : ExtraFor(input.shape[^2..], output_size[^2..]);
        return nn.functional.conv_transpose2d(input, weight, bias, stride, padding, extra, dilation, groups);
    }

    private long[] ExtraFor(long[] input, long[] output)
    {
        var extra = new long[2];
        for (var i = 0; i < 2; i++)
        {
            var least = (input[i] - 1) * stride[i] - 2 * padding![i] + dilation[i] * (kernel_size[i] - 1) + 1;
            extra[i] = output[i] - least;
            if (extra[i] < 0 || extra[i] >= stride[i])
                throw new ArgumentException($"Requested an output size of {output[i]}, but valid sizes range from {least} to {least + stride[i] - 1}.");
        }
        return extra;
    }
}
