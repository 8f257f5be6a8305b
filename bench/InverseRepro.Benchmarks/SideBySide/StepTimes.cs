using System.Diagnostics;
using InverseRepro.Engine;

namespace InverseRepro.Benchmarks.SideBySide;

/// <summary>The time of training steps of the ViT, batch 64, one thread, one line a step: "step", tab, ms. vit.py prints the same lines.</summary>
internal static class StepTimes
{
    private const int WarmUp = 3, BatchSize = 64;

    public static void Print(int steps, TextWriter output)
    {
        Compute.Use("cpu");
        var training = new VitTraining(VitTraining.Full, BatchSize);
        output.WriteLine($"parameters\t{training.Network.parameters().Sum(p => p.numel())}");
        for (var step = -WarmUp; step < steps; step++)
        {
            var watch = Stopwatch.StartNew();
            training.Step();
            if (step >= 0)
                output.WriteLine(FormattableString.Invariant($"step\t{watch.Elapsed.TotalMilliseconds:F2}"));
        }
    }
}
