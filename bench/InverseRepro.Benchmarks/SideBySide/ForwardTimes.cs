using System.Diagnostics;
using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Models;
using static TorchSharp.torch;

namespace InverseRepro.Benchmarks.SideBySide;

/// <summary>
/// Forward passes of a full-size network at batch 1: lines "parameters", "pass ms" and "peak MiB", tab, value. targets.py prints
/// the same lines.
/// </summary>
internal static class ForwardTimes
{
    private const double MiB = 1 << 20;

    /// <summary>Published models, with the height and the width of their images.</summary>
    public static IReadOnlyDictionary<string, (string Id, long Height, long Width)> Targets { get; } = new Dictionary<string, (string, long, long)>
    {
        ["vit_base_patch16_224"] = ("vit_base_patch16_224", 224, 224),
        ["detr_resnet50_480x640"] = ("detr_resnet50", 480, 640),
        ["detr_resnet50_800x1066"] = ("detr_resnet50", 800, 1066),
    };

    public static void Print(string target, int threads, int passes, TextWriter output)
    {
        Compute.Use("cpu", threads);
        using var guard = no_grad();
        var (id, height, width) = Targets[target];
        using var network = PublishedModels.Find(id).Build();
        network.eval();
        using var generator = new Seed(1).Generator();
        using var image = randn([1, 3, height, width], generator: generator);
        output.WriteLine($"parameters\t{network.parameters().Sum(p => p.numel())}");
        for (var pass = -1; pass < passes; pass++) // the first warms up
        {
            var watch = Stopwatch.StartNew();
            network.forward(image).Dispose();
            if (pass >= 0)
                output.WriteLine(FormattableString.Invariant($"pass ms\t{watch.Elapsed.TotalMilliseconds:F1}"));
        }
        using var process = Process.GetCurrentProcess();
        output.WriteLine(FormattableString.Invariant($"peak MiB\t{process.PeakWorkingSet64 / MiB:F0}"));
    }
}
