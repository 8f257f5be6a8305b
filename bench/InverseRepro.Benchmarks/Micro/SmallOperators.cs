using BenchmarkDotNet.Attributes;
using InverseRepro.Engine;
using static TorchSharp.torch;

namespace InverseRepro.Benchmarks.Micro;

/// <summary>Operators on so little data that the call is what they cost, its result disposed.</summary>
public class SmallOperators
{
    private readonly Tensor _x = ones(1), _y = ones(1), _matrix = ones(4, 4), _row = ones(1, 4), _weight = ones(4, 4), _bias = ones(4);
    private IDisposable? _mode;

    /// <summary>Whether the operator is recorded for the backward pass.</summary>
    [Params(false, true)]
    public bool Gradient { get; set; }

    /// <summary>All by name; operators.py uses the same names.</summary>
    public IEnumerable<(string Name, Action Call)> All =>
    [
        ("add", Add), ("view", View), ("permute", Permute), ("matmul 4x4", MatrixProduct), ("sum", Sum), ("linear 1x4", Linear),
        ("layer_norm 1x4", LayerNorm),
    ];

    [GlobalSetup]
    public void SetUp()
    {
        Compute.Use("cpu");
        _mode = set_grad_enabled(Gradient);
        foreach (var tensor in new[] { _x, _matrix, _row, _weight, _bias })
            tensor.requires_grad = Gradient;
    }

    [GlobalCleanup]
    public void CleanUp() => _mode?.Dispose();

    [Benchmark]
    public void Add() => _x.add(_y).Dispose();

    [Benchmark]
    public void View() => _matrix.view(2, 8).Dispose();

    [Benchmark]
    public void Permute() => _matrix.permute(1, 0).Dispose();

    [Benchmark]
    public void MatrixProduct() => _matrix.matmul(_weight).Dispose();

    [Benchmark]
    public void Sum() => _matrix.sum().Dispose();

    [Benchmark]
    public void Linear() => nn.functional.linear(_row, _weight, _bias).Dispose();

    [Benchmark]
    public void LayerNorm() => nn.functional.layer_norm(_row, [4], _bias, _bias).Dispose();
}
