using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Measuring;
using InverseRepro.Vision.Splits;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Experiments;

/// <summary>
/// Trains one architecture at every trade-off between classification and reconstruction. Measures, for the i-th trade-off,
/// <c>mse01</c>, <c>cross_entropy</c> and <c>accuracy</c>; what mixtures gain over the extremes; the gap of the front; and how
/// far modules that are trained anew on the extremes' latents come.
/// </summary>
public static class TradeOff
{
    public const string Name = "trade-off", Front = "front.png", Reconstructions = "reconstructions.png";

    public static void Run(TradeOffSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var splits = ImageSplits.Load(settings.Data, cell, device);
        using var grid = TrainedGrid.Train(settings.Architecture, settings.TradeOffs, settings.Training, settings.Data, splits, cell,
            fraction => cell.Report("training at all trade-offs", 0.8 * fraction));
        RecordSeries(grid.Front, settings, cell);
        RecordSynergy(grid.Front, Untrained(settings, splits, cell, device), cell);

        RecordExtremes(grid.Front, splits, settings.Data, cell);
        if (settings.Retrain)
        {
            cell.Report("training new modules", 0.85);
            RecordRetrained(grid, settings, splits, cell, device);
        }
        FrontPicture.Save(cell.NewArtefact(Front), [("", grid.Front)]);
        ReconstructionPicture.Save(cell.NewArtefact(Reconstructions), grid.Networks, settings.TradeOffs, splits.Report, settings.Data);
    }

    private static void RecordSeries(TradeOffFront front, TradeOffSettings settings, ICell cell)
    {
        for (var i = 0; i < front.Points.Count; i++)
        {
            cell.Record("trade_off", settings.TradeOffs[i], index: i + 1);
            cell.Record("mse01", front.Points[i].Mse01, index: i + 1);
            cell.Record("cross_entropy", front.Points[i].CrossEntropy, "nat", i + 1);
            cell.Record("accuracy", front.Points[i].Accuracy, index: i + 1);
        }
        cell.Record("gap", front.Gap());
        cell.Record("box_accuracy", front.BoxAccuracy);
        cell.Record("box_error", front.BoxError);
    }

    /// <summary>What mixtures gain in accuracy over classification alone, and their error over that of reconstruction alone; the same against a network that learnt nothing.</summary>
    private static void RecordSynergy(TradeOffFront front, TradeOffPoint untrained, ICell cell)
    {
        for (var i = 1; i < front.Points.Count - 1; i++)
        {
            var mixture = front.Points[i];
            cell.Record("accuracy_gain", mixture.Accuracy - front.ClassificationOnly.Accuracy, index: i + 1);
            cell.Record("error_ratio", mixture.Mse01 / front.ReconstructionOnly.Mse01, index: i + 1);
            cell.Record("untrained.accuracy_gain", mixture.Accuracy - untrained.Accuracy, index: i + 1);
            cell.Record("untrained.error_ratio", mixture.Mse01 / untrained.Mse01, index: i + 1);
        }
    }

    private static void RecordExtremes(TradeOffFront front, ImageSplits splits, ImageDataSettings data, ICell cell)
    {
        foreach (var (name, point) in new[] { ("classification_only", front.ClassificationOnly), ("reconstruction_only", front.ReconstructionOnly) })
        {
            cell.Record($"{name}.mse01", point.Mse01);
            cell.Record($"{name}.accuracy", point.Accuracy);
        }
        cell.Record("reconstruction_only.error_ratio_to_mean_picture", front.ReconstructionOnly.Mse01 / MeanPicture.Error(splits, data));
    }

    private static void RecordRetrained(TrainedGrid grid, TradeOffSettings settings, ImageSplits splits, ICell cell, Device device)
    {
        var seed = TrainedGrid.Seed(cell).Derive("retrained");
        var probes = new Probes(settings.Training, splits.Train, splits.Report, seed, cell.Cancellation);
        foreach (var (name, network) in new[] { ("classification_only", grid.Networks[0]), ("reconstruction_only", grid.Networks[^1]) })
        {
            using var fresh = settings.Architecture.Build(settings.Data, seed).to(device);
            var retrained = probes.Retrain(network, fresh, settings.Data.Std);
            cell.Record($"{name}.retrained_mse01", retrained.Mse01);
            cell.Record($"{name}.retrained_accuracy", retrained.Accuracy);
        }
        cell.Record("pixel_probe.accuracy", probes.Read(null, linear: false, settings.Data.Classes).Accuracy);
    }

    private static TradeOffPoint Untrained(TradeOffSettings settings, ImageSplits splits, ICell cell, Device device)
    {
        using var network = settings.Architecture.Build(settings.Data, TrainedGrid.Seed(cell).Derive("init")).to(device);
        network.eval();
        return TradeOffPoint.Of(network, splits.Report, settings.Data.Std);
    }
}
