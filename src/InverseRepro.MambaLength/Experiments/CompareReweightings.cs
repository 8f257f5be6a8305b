using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.MambaLength.Data;
using InverseRepro.MambaLength.Measuring;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Experiments;

/// <summary>Errors at short and at long lengths, b/8 and b, of networks whose losses were divided by ever greater powers of the length.</summary>
public static class CompareReweightings
{
    public const string Name = "compare-reweightings";

    public static void Run(CompareLengthsSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var (data, task) = (settings.Networks[0].Settings.Data, settings.Networks[0].Settings.Task);
        using var evaluation = new LengthEvaluation(Drawings.Reported(data, cell, device), task, task.Longest, cell.Seed.Derive("report"));
        for (var i = 0; i < settings.Networks.Count; i++)
        {
            cell.Report("comparing short and long lengths", (double)i / settings.Networks.Count);
            var trained = settings.Networks[i];
            using var network = TrainReconstructor.Load(trained.Settings, trained.Variant, cell, device);
            cell.Record("short.mse01", evaluation.Error(network, trained.Settings.Network, task.Longest / 8), index: i);
            cell.Record("long.mse01", evaluation.Error(network, trained.Settings.Network, task.Longest), index: i);
        }
    }
}
