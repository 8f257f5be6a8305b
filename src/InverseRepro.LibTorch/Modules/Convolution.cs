using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What convolutions share: weight out×(in/groups)×kernel (transposed: in×(out/groups)×kernel) and bias out.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    private protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding,
        Padding? padding_type, long[] dilation, bool transposed, long[] output_padding, long groups, bool bias,
        PaddingModes padding_mode, Device? device, ScalarType? dtype) : base(name)
    {
        if (transposed && padding_mode != PaddingModes.Zeros)
            throw new ArgumentException("Only PaddingModes.Zeros is supported for transposed convolutions.", nameof(padding_mode));
        if (padding_type == Padding.Same && stride.Any(step => step != 1))
            throw new ArgumentException("Padding.Same is not supported for strided convolutions.", nameof(padding_type));
        (this.in_channels, this.out_channels, this.kernel_size, this.stride) = (in_channels, out_channels, kernel_size, stride);
        (this.padding, this.padding_type, this.padding_mode) = (padding, padding_type, padding_mode);
        (this.dilation, this.transposed, this.output_padding, this.groups) = (dilation, transposed, output_padding, groups);

        long[] channels = transposed ? [in_channels, out_channels / groups] : [out_channels, in_channels / groups];
        weight = new Parameter(empty([.. channels, .. kernel_size], dtype: dtype, device: device));
        if (bias)
            this.bias = new Parameter(empty([out_channels], dtype: dtype, device: device));
        reset_parameters();
    }

    public long in_channels { get; }

    public long out_channels { get; }

    public bool transposed { get; }

    public Padding? padding_type { get; private set; }

    public long[]? padding { get; private set; }

    public PaddingModes padding_mode { get; set; }

    public long groups { get; set; }

    public long[] kernel_size { get; set; }

    public long[] stride { get; set; }

    public long[] dilation { get; set; }

    public long[] output_padding { get; set; }

    [field: ComponentName(Name = nameof(weight))]
    public Parameter weight { get => field!; set => Assign(ref field!, value, nameof(weight)); }

    [field: ComponentName(Name = nameof(bias))]
    public Parameter? bias { get; set => Assign(ref field, value, nameof(bias)); }

    /// <summary>Draws weight and bias uniformly from ±1/√fan-in, PyTorch's default.</summary>
    public void reset_parameters() => nn.init.ResetAffine(weight, bias);

    /// <summary>Padding before and after each spatial dimension, the last dimension first, as functional.pad takes it.</summary>
    private protected long[] BorderPadding()
    {
        var border = new long[2 * kernel_size.Length];
        for (var i = 0; i < kernel_size.Length; i++)
        {
            var total = padding is null ? dilation[i] * (kernel_size[i] - 1) : 2 * padding[i];
            var at = 2 * (kernel_size.Length - 1 - i);
            (border[at], border[at + 1]) = (total / 2, total - total / 2);
        }
        return padding_type == Padding.Valid ? new long[border.Length] : border;
    }

    private protected void CheckInput(Tensor input, int spatial)
    {
        var rank = input.shape.Length;
        if ((rank != spatial + 1 && rank != spatial + 2) || input.shape[rank - spatial - 1] != in_channels)
            throw new ArgumentException(
                $"Expected {spatial + 1}D (unbatched) or {spatial + 2}D (batched) input with {in_channels} channels to {GetName()}, "
                + $"got [{string.Join(", ", input.shape)}].");
    }
}
