using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.MambaLength.Data;
using InverseRepro.MambaLength.Measuring;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Experiments;

/// <summary>Tells a network with a length token other lengths than the true one.</summary>
public static class DeclareLengths
{
    public const string Name = "declare-lengths";

    public static void Run(TrainedNetwork settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var (data, task, kind) = (settings.Settings.Data, settings.Settings.Task, settings.Settings.Network);
        var lengths = Lengths.HalfOctaves(task.Longest / 8, task.Longest);
        using var network = TrainReconstructor.Load(settings.Settings, settings.Variant, cell, device);
        using var evaluation = new LengthEvaluation(Drawings.Reported(data, cell, device), task, task.Longest, cell.Seed.Derive("report"));
        var logErrors = lengths.Select((length, i) =>
        {
            cell.Report("declaring lengths", (double)i / lengths.Length);
            return Array.ConvertAll(lengths, declared => Math.Log(evaluation.Error(network, kind, length, task.Declared(declared))));
        }).ToArray();
        for (var i = 0; i < lengths.Length; i++)
            for (var j = 0; j < lengths.Length; j++)
                cell.Record("mse01", Math.Exp(logErrors[i][j]), index: i * lengths.Length + j);
        var declarations = new DeclaredLengths(logErrors);
        cell.Record("near", declarations.Near);
        cell.Record("advantage", declarations.Advantage);
        cell.Record("permutation_p", declarations.PermutationP());
    }
}
