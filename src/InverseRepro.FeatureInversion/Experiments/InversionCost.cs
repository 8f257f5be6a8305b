using System.Diagnostics;
using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>
/// What one update of all stages costs in both schemes: multiply-accumulates and parameters by arithmetic, seconds and peak
/// memory measured side by side in turn on one machine. The features of the frozen target, the same for both, are left out.
/// </summary>
public static class InversionCost
{
    public const string Name = "inversion-cost";

    public static void Run(InversionCostSettings settings, ICell cell)
    {
        var inversion = settings.Inversion;
        RecordArithmetic(inversion, cell);
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var data = RandomStages(inversion, cell.Seed, device);
        var stages = Enumerable.Range(1, inversion.Architecture.Stages.Count).ToArray();
        using var chain = inversion.Architecture.BuildInverse();
        var chains = stages.Select(k => inversion.Architecture.BuildInverse(k)).ToArray();
        foreach (var each in chains.Append(chain))
            each.to(device);
        var moduleOptimizers = stages.Select(k => optim.Adam(chain[k].parameters(), lr: inversion.Training.LearningRate)).ToArray();
        var chainOptimizers = chains.Select(c => optim.Adam(c.parameters(), lr: inversion.Training.LearningRate)).ToArray();
        var batch = arange(inversion.Training.BatchSize, dtype: ScalarType.Int64, device: device);
        void Modular()
        {
            foreach (var k in stages)
                ModularTraining.Update(chain[k], moduleOptimizers[k - 1], k, batch, data, inversion.Loss, inversion.Training);
        }
        void Chain(int k) => EndToEndTraining.Update(chains[k - 1], chainOptimizers[k - 1], k, batch, data, inversion.Loss, inversion.Training);
        void EndToEnd()
        {
            foreach (var k in stages)
                Chain(k);
        }
        var arms = new (string Name, Action Update)[] { ("modular", Modular), ("end_to_end", EndToEnd), ("deepest_chain", () => Chain(stages[^1])) };
        var seconds = arms.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < settings.WarmUp + settings.Rounds; round++)
        {
            cell.Report("timing updates", (double)round / (settings.WarmUp + settings.Rounds));
            cell.Cancellation.ThrowIfCancellationRequested();
            for (var a = 0; a < arms.Length; a++)
            {
                var took = Seconds(arms[a].Update, device);
                if (round >= settings.WarmUp)
                    seconds[a].Add(took);
            }
        }
        for (var a = 0; a < arms.Length; a++)
        {
            cell.Record($"{arms[a].Name}.step_seconds", seconds[a].Order().ElementAt(settings.Rounds / 2), "s");
            if (device.type == DeviceType.CPU && MemoryMeter.PeakDuring(arms[a].Update) is { } peak)
                cell.Record($"{arms[a].Name}.peak_bytes", peak, "byte");
        }
        foreach (var optimizer in moduleOptimizers.Concat(chainOptimizers))
            optimizer.Dispose();
        foreach (var each in chains)
            each.Dispose();
    }

    /// <summary>Forward multiply-accumulates of one batch through every module once: Σᵢ cᵢ.</summary>
    public static double ModularMacs(InversionSettings settings) => ModuleMacs(settings).Sum() * settings.Training.BatchSize;

    /// <summary>Forward multiply-accumulates of one batch through every chain: Σᵢ Σ_{j≤i} cⱼ.</summary>
    public static double EndToEndMacs(InversionSettings settings) => Chains(ModuleMacs(settings)).Sum() * settings.Training.BatchSize;

    private static void RecordArithmetic(InversionSettings settings, ICell cell)
    {
        var macs = ModuleMacs(settings);
        cell.Record("modular.macs", macs.Sum(), "MAC");
        cell.Record("end_to_end.macs", Chains(macs).Sum(), "MAC");
        cell.Record("mac_ratio", Chains(macs).Sum() / macs.Sum());
        using var chain = settings.Architecture.BuildInverse();
        var parameters = Enumerable.Range(1, chain.Depth).Select(k => (double)chain[k].parameters().Sum(p => p.numel())).ToArray();
        cell.Record("modular.parameters", parameters.Sum());
        cell.Record("end_to_end.parameters", Chains(parameters).Sum());
    }

    private static IReadOnlyList<double> ModuleMacs(InversionSettings settings) => settings.Architecture.InverseMacs();

    private static IEnumerable<double> Chains(IReadOnlyList<double> perModule) =>
        Enumerable.Range(1, perModule.Count).Select(k => perModule.Take(k).Sum());

    private static StagedImages RandomStages(InversionSettings s, Seed seed, Device device)
    {
        var generator = seed.Derive("cost").Generator();
        Tensor Random(params long[] shape) => randn(shape, generator: generator).Upload(device);
        return new StagedImages(Random([s.Training.BatchSize, .. s.Architecture.PictureShape(s.Data)]),
            s.Architecture.StageShapes().Select(shape => Random([s.Training.BatchSize, .. shape])).ToArray());
    }

    private static double Seconds(Action update, Device device)
    {
        var watch = Stopwatch.StartNew();
        update();
        Compute.Synchronise(device);
        return watch.Elapsed.TotalSeconds;
    }
}
