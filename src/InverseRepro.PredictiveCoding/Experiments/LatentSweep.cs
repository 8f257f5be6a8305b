using System.Globalization;
using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Measuring;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Experiments;

/// <summary>
/// Trains architectures of growing size at every trade-off. Measures, for the i-th architecture, the gap of its front and the class
/// information that new classifiers find in the latent of reconstruction alone.
/// </summary>
public static class LatentSweep
{
    public const string Name = "latent-sweep", Fronts = "fronts.png", Reconstructions = "reconstructions.png";

    public static void Run(SweepSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var splits = ImageSplits.Load(settings.Data, cell, device);
        var fronts = new List<(string, TradeOffFront)>();
        for (var i = 0; i < settings.Architectures.Count; i++)
        {
            var (architecture, done) = (settings.Architectures[i], i);
            using var grid = TrainedGrid.Train(architecture, settings.TradeOffs, settings.Training, settings.Data, splits, cell,
                fraction => cell.Report($"training architecture {done + 1}", (done + fraction) / settings.Architectures.Count));
            var latent = architecture.LatentSize(settings.Data);
            fronts.Add((latent.ToString(CultureInfo.InvariantCulture), grid.Front));
            cell.Record("latent", latent, index: i + 1);
            Record(grid, settings, splits, cell, i + 1);
            if (i == 0)
                ReconstructionPicture.Save(cell.NewArtefact(Reconstructions), grid.Networks, settings.TradeOffs, splits.Report, settings.Data);
        }
        FrontPicture.Save(cell.NewArtefact(Fronts), fronts);
    }

    private static void Record(TrainedGrid grid, SweepSettings settings, ImageSplits splits, ICell cell, int index)
    {
        var front = grid.Front;
        cell.Record("gap", front.Gap(), index: index);
        cell.Record("box_accuracy", front.BoxAccuracy, index: index);
        cell.Record("box_error", front.BoxError, index: index);
        cell.Record("classification_only.accuracy", front.ClassificationOnly.Accuracy, index: index);
        cell.Record("reconstruction_only.accuracy", front.ReconstructionOnly.Accuracy, index: index);
        cell.Record("classification_only.mse01", front.ClassificationOnly.Mse01, index: index);
        cell.Record("reconstruction_only.mse01", front.ReconstructionOnly.Mse01, index: index);
        var probes = new Probes(settings.Training, splits.Train, splits.Report, TrainedGrid.Seed(cell).Derive("retrained"), cell.Cancellation);
        foreach (var (name, network) in new[] { ("classification_only", grid.Networks[0]), ("reconstruction_only", grid.Networks[^1]) })
        {
            cell.Record($"{name}.linear_accuracy", probes.Accuracy(network, linear: true, settings.Data.Classes), index: index);
            cell.Record($"{name}.mlp_accuracy", probes.Accuracy(network, linear: false, settings.Data.Classes), index: index);
        }
    }
}
