using InverseRepro.Experiments;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Tests.Scan;

/// <summary>Random inputs of a selective scan, in float64, and what a scan makes of them.</summary>
internal sealed record ScanSample(long Batch, long Channels, long State, long Length)
{
    /// <summary>Δ·A of a typical step.</summary>
    public double Decay { get; init; } = 1;

    /// <summary>Groups of B and C; 0: no dimension of groups.</summary>
    public long Groups { get; init; }

    public bool ConstantB { get; init; }

    /// <summary>u, Δ and z as N×L×D in memory, Δ with gaps.</summary>
    public bool Transposed { get; init; }

    public ScanInputs Inputs()
    {
        using var generator = new Seed(7).Generator();
        Tensor Draw(params long[] shape) => randn(shape, ScalarType.Float64, generator: generator);
        Tensor Sequence(int gap = 1) => Transposed
            ? Draw(Batch, Length, Channels * gap).transpose(1, 2).unflatten(1, Channels, gap).select(2, 0)
            : Draw(Batch, Channels, Length);
        Tensor Coefficient() => Groups == 0 ? Draw(Batch, State, Length) : Draw(Batch, Groups, State, Length);
        return new ScanInputs(Sequence(), Sequence(gap: 2), -Draw(Channels, State).exp() * Decay, ConstantB ? Draw(Channels, State) : Coefficient(),
            Coefficient(), Draw(Channels), Sequence(), Draw(Channels), DeltaSoftplus: true, Draw(Batch, Channels, State));
    }

    /// <summary>The inputs as leaves of a type, which keep their strides.</summary>
    public static ScanInputs Leaves(ScanInputs x, ScalarType type)
    {
        Tensor Leaf(Tensor t) => t.to(type).detach().requires_grad_();
        Tensor? Maybe(Tensor? t) => t is null ? null : Leaf(t);
        return new ScanInputs(Leaf(x.U), Leaf(x.Delta), Leaf(x.A), Leaf(x.B), Leaf(x.C), Maybe(x.D), Maybe(x.Z), Maybe(x.DeltaBias), x.DeltaSoftplus,
            Maybe(x.InitialState));
    }

    /// <summary>Output, last state, and the gradients of a weighted sum of both by every input.</summary>
    public static Dictionary<string, Tensor> Results(Func<ScanInputs, (Tensor, Tensor)> scan, ScanInputs inputs, ScalarType type)
    {
        var x = Leaves(inputs, type);
        var (output, last) = scan(x);
        using var generator = new Seed(8).Generator();
        Tensor Weights(Tensor t) => randn(t.shape, ScalarType.Float64, generator: generator).to(type);
        ((output * Weights(output)).sum() + (last * Weights(last)).sum()).backward();
        return new()
        {
            ["output"] = output,
            ["last state"] = last,
            ["u"] = x.U.grad!,
            ["delta"] = x.Delta.grad!,
            ["A"] = x.A.grad!,
            ["B"] = x.B.grad!,
            ["C"] = x.C.grad!,
            ["D"] = x.D!.grad!,
            ["z"] = x.Z!.grad!,
            ["delta_bias"] = x.DeltaBias!.grad!,
            ["initial state"] = x.InitialState!.grad!,
        };
    }
}
