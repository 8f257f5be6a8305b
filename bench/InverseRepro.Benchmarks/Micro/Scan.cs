using BenchmarkDotNet.Attributes;
using InverseRepro.Benchmarks.SideBySide;

namespace InverseRepro.Benchmarks.Micro;

/// <summary>The selective scan of 16 samples, 32 channels, state 8 and 256 steps, forward and backward.</summary>
public class Scan
{
    private readonly ScanWork _work = new();

    [Benchmark]
    public void Fused() => _work.Fused();

    [Benchmark]
    public void Chunked() => _work.Chunked();

    [Benchmark(Baseline = true)]
    public void StepLoop() => _work.StepLoop();
}
