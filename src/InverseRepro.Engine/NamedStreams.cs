using InverseRepro.Experiments;
using static TorchSharp.torch;

namespace InverseRepro.Engine;

/// <summary>Fills the parameters of the layer at a path of the module tree, each from the stream of its own key.</summary>
internal readonly struct NamedStreams(Seed seed, string path)
{
    /// <summary>Weight and bias uniform in ±1/√fan-in.</summary>
    public void ByFanIn(Tensor weight, Tensor? bias)
    {
        var fanIn = weight.numel() / weight.shape[0];
        if (weight.shape.Length > 2) // transposed convolutions too count their second dimension
            fanIn = weight.shape[1] * weight.shape[2..].Aggregate(1L, (product, size) => product * size);
        var bound = 1 / Math.Sqrt(fanIn);
        Uniform(weight, "weight", bound);
        if (bias is not null)
            Uniform(bias, "bias", bound);
    }

    /// <summary>Uniform in ±<paramref name="bound"/>.</summary>
    public void Uniform(Tensor parameter, string leaf, double bound) =>
        Fill(parameter, leaf, stream => stream.NextDouble(-bound, bound));

    /// <summary>Uniform in ±√(6 / (fan-in + outputs)).</summary>
    public void Glorot(Tensor weight) =>
        Uniform(weight, "weight", Math.Sqrt(6.0 / (weight.numel() / weight.shape[0] + weight.shape[0])));

    public void Normal(Tensor parameter, string leaf) => Fill(parameter, leaf, stream => stream.NextGaussian());

    /// <summary>Normal with deviation <paramref name="std"/>; what lies beyond ±<paramref name="limit"/> is drawn again.</summary>
    public void TruncatedNormal(Tensor parameter, string leaf, double std, double limit) => Fill(parameter, leaf, stream =>
    {
        double value;
        do
            value = std * stream.NextGaussian();
        while (Math.Abs(value) > limit);
        return value;
    });

    private void Fill(Tensor parameter, string leaf, Func<RandomStream, double> draw)
    {
        var stream = seed.Derive($"init/{(path.Length == 0 ? leaf : $"{path}.{leaf}")}").Stream();
        var values = new float[parameter.numel()];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)draw(stream);
        using var drawn = tensor(values, parameter.shape);
        parameter.copy_(drawn);
    }
}
