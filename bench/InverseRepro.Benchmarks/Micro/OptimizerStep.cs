using BenchmarkDotNet.Attributes;
using InverseRepro.Benchmarks.SideBySide;
using InverseRepro.Engine;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.Benchmarks.Micro;

/// <summary>One update of all parameters of the side-by-side ViT.</summary>
public class OptimizerStep
{
    private Adam _adam = null!;
    private AdamW _adamW = null!;

    [GlobalSetup]
    public void SetUp()
    {
        Compute.Use("cpu");
        var training = new VitTraining(VitTraining.Full, batchSize: 1);
        training.Step(); // leaves gradients
        _adam = optim.Adam(training.Network.parameters());
        _adamW = optim.AdamW(training.Network.parameters());
    }

    [Benchmark]
    public void Adam() => _adam.step();

    [Benchmark]
    public void AdamW() => _adamW.step();
}
