using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalises each group of channels of N×C×*, sample by sample.</summary>
public sealed class GroupNorm : nn.Module<Tensor, Tensor>
{
    internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, Device? device, ScalarType? dtype) : base(nameof(GroupNorm))
    {
        (this.num_groups, this.eps, this.affine) = (num_groups, eps, affine);
        if (!affine)
            return;
        weight = new Parameter(ones([num_channels], dtype: dtype, device: device));
        bias = new Parameter(zeros([num_channels], dtype: dtype, device: device));
    }

    public long num_groups { get; set; }

    public double eps { get; set; }

    public bool affine { get; set; }

    [field: ComponentName(Name = nameof(weight))]
    public Parameter weight { get => field!; set => Assign(ref field!, value, nameof(weight)); }

    [field: ComponentName(Name = nameof(bias))]
    public Parameter? bias { get; set => Assign(ref field, value, nameof(bias)); }

    public override Tensor forward(Tensor tensor)
    {
        if (tensor.shape.Length < 3)
            throw new ArgumentException($"Invalid number of dimensions for GroupNorm argument: {tensor.shape.Length}");
        return nn.functional.group_norm(tensor, num_groups, weight, bias, eps);
    }
}
