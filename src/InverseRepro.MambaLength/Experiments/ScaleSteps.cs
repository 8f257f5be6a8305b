using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.MambaLength.Data;
using InverseRepro.MambaLength.Measuring;
using InverseRepro.MambaLength.Models;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Experiments;

/// <summary>
/// Multiplies the step sizes of a trained Mamba at all patches by the same factor, in sequences twice as long as the longest of
/// its training: do smaller steps, which forget less, make up for the length? Indexed by quarters: 4 is a factor of 1.
/// </summary>
public static class ScaleSteps
{
    public const string Name = "scale-steps";

    public static void Run(TrainedNetwork settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var (data, task, kind) = (settings.Settings.Data, settings.Settings.Task, settings.Settings.Network);
        using var network = (FoveatedMamba)TrainReconstructor.Load(settings.Settings, settings.Variant, cell, device);
        using var evaluation = new LengthEvaluation(Drawings.Reported(data, cell, device), task, 4 * task.Longest, cell.Seed.Derive("report")); // as where it was trained
        var atLongest = evaluation.Error(network, kind, task.Longest);
        foreach (var quarters in (int[])[1, 2, 4, 8, 16])
        {
            cell.Report("scaling step sizes", quarters / 16.0);
            var error = evaluation.ErrorScaled(network, 2 * task.Longest, quarters / 4.0);
            cell.Record("degradation", Math.Log(error / atLongest), index: quarters);
        }
    }
}
