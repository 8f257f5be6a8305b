using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.MambaLength.Data;
using InverseRepro.MambaLength.Measuring;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Experiments;

/// <summary>Compares networks trained with different lengths at each other's lengths: is each the best at its own?</summary>
public static class CompareLengths
{
    public const string Name = "compare-lengths";

    public static void Run(CompareLengthsSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var (data, task) = (settings.Networks[0].Settings.Data, settings.Networks[0].Settings.Task);
        var lengths = Lengths.HalfOctaves(1, task.Longest);
        using var evaluation = new LengthEvaluation(Drawings.Reported(data, cell, device), task, task.Longest, cell.Seed.Derive("report"));
        var logErrors = settings.Networks.Select((trained, i) =>
        {
            cell.Report("comparing at all lengths", (double)i / settings.Networks.Count);
            using var network = TrainReconstructor.Load(trained.Settings, trained.Variant, cell, device);
            return Array.ConvertAll(lengths, length => Math.Log(evaluation.Error(network, trained.Settings.Network, length)));
        }).ToArray();
        var own = new OwnLengths(logErrors, lengths, [.. settings.Networks.Select(n => n.Settings.Training.Lengths)]);
        int[] names = [.. Enumerable.Range(0, settings.Networks.Count)];
        Record(cell, "", own, names);
        Record(cell, "exchanged.", own, [.. names.Select(name => (name + 1) % names.Length)]);
    }

    private static void Record(ICell cell, string prefix, OwnLengths own, int[] names)
    {
        cell.Record($"{prefix}own_length_advantage", own.Advantage(names));
        cell.Record($"{prefix}own_length_best", own.Best(names));
        cell.Record($"{prefix}own_length_p", own.PermutationP(names));
    }
}
