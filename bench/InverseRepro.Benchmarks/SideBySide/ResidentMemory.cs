using InverseRepro.Engine;
using InverseRepro.FeatureInversion.Models.Vit;
using static TorchSharp.torch;

namespace InverseRepro.Benchmarks.SideBySide;

/// <summary>The process's resident memory and its live tensors during training of a small ViT: a line for every tenth of the steps.</summary>
internal static class ResidentMemory
{
    private const double MiB = 1 << 20;
    private static readonly VisionTransformerSettings Small = new(ImageSize: 8, PatchSize: 4, EmbedDim: 16, Depth: 2, NumHeads: 2, NumClasses: 10);

    public static void Print(int steps, TextWriter output)
    {
        Compute.Use("cpu");
        var training = new VitTraining(Small, batchSize: 4);
        output.WriteLine("step\tRSS MiB\ttensors");
        for (var step = 1; step <= steps; step++)
        {
            training.Step();
            if (step % Math.Max(steps / 10, 1) == 0)
                output.WriteLine(FormattableString.Invariant($"{step}\t{Environment.WorkingSet / MiB:F1}\t{Tensor.TotalCount}"));
        }
    }
}
