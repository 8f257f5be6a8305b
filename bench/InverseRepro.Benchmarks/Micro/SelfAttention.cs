using BenchmarkDotNet.Attributes;
using InverseRepro.Engine;
using InverseRepro.Experiments;
using static TorchSharp.torch;

namespace InverseRepro.Benchmarks.Micro;

/// <summary>Attention of 64 sequences of 65 tokens, width 48, 3 heads, forward and backward, fused and composed of ordinary operators.</summary>
public class SelfAttention
{
    private const int Batch = 64, Length = 65, Width = 48, Heads = 3;
    private static readonly double Scale = Math.Pow((double)Width / Heads, -0.5);
    private Tensor _packed = null!; // N×L×3D

    [GlobalSetup]
    public void SetUp()
    {
        Compute.Use("cpu");
        using var generator = new Seed(1).Generator();
        _packed = randn([Batch, Length, 3 * Width], generator: generator).requires_grad_();
    }

    [Benchmark]
    public void Fused() => ForwardBackward(packed => Attention.FromPackedQkv(packed, Heads, Scale));

    [Benchmark(Baseline = true)]
    public void Composed() => ForwardBackward(packed =>
    {
        var parts = packed.view(Batch, Length, 3, Heads, Width / Heads).permute(2, 0, 3, 1, 4); // 3×N×heads×L×d
        var weights = nn.functional.softmax((parts[0] * Scale).matmul(parts[1].transpose(-2, -1)), -1); // N×heads×L×L
        return weights.matmul(parts[2]).transpose(1, 2).reshape(Batch, Length, Width);
    });

    private void ForwardBackward(Func<Tensor, Tensor> attend)
    {
        using var scope = NewDisposeScope();
        attend(_packed).sum().backward();
    }
}
