using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x Wᵀ + b over the last dimension; weight out×in, bias out.</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    internal Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) : base(nameof(Linear))
    {
        in_features = inputSize;
        out_features = outputSize;
        weight = new Parameter(empty([outputSize, inputSize], dtype: dtype, device: device));
        if (hasBias)
            bias = new Parameter(empty([outputSize], dtype: dtype, device: device));
        nn.init.ResetAffine(weight, bias);
    }

    internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
    {
        (out_features, in_features) = (weight.shape[0], weight.shape[1]);
        this.weight = weight;
        this.bias = bias;
    }

    public long in_features { get; set; }

    public long out_features { get; set; }

    [field: ComponentName(Name = nameof(weight))]
    public Parameter weight { get => field!; set => Assign(ref field!, value, nameof(weight)); }

    [field: ComponentName(Name = nameof(bias))]
    public Parameter? bias { get; set => Assign(ref field, value, nameof(bias)); }

    public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);
}
