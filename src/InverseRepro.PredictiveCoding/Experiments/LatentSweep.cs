using System.Globalization;
using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Measuring;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Experiments;

/// <summary>
/// Trains architectures of growing size at every trade-off. Measures, for the i-th architecture, the gap of its front, what an even
/// mixture loses at both tasks, and the class information that new classifiers find in the latents of the extremes.
/// </summary>
public static class LatentSweep
{
    public const string Name = "latent-sweep", Fronts = "fronts.png", Reconstructions = "reconstructions.png", Latents = "probes.png";

    private const double EvenMixture = 0.5;

    /// <summary>A latent lacks class information where a probe is this much less accurate than an encoder for classification alone.</summary>
    private const double LeastLack = 0.1;

    public static void Run(SweepSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var splits = ImageSplits.Load(settings.Data, cell, device);
        var meanPicture = MeanPicture.Error(splits, settings.Data);
        var fronts = new List<TradeOffFront>();
        var latents = new List<ProbedLatent>();
        for (var i = 0; i < settings.Architectures.Count; i++)
        {
            var (architecture, done) = (settings.Architectures[i], i);
            using var grid = TrainedGrid.Train(architecture, settings.TradeOffs, settings.Training, settings.Data, splits, cell,
                fraction => cell.Report($"training architecture {done + 1}", (done + fraction) / settings.Architectures.Count));
            fronts.Add(grid.Front);
            cell.Record("reconstruction_only.error_ratio_to_mean_picture", grid.Front.ReconstructionOnly.Mse01 / meanPicture, index: i + 1);
            RecordFront(grid.Front, settings.TradeOffs, cell, i + 1);
            latents.Add(RecordProbes(grid, architecture.LatentSize(settings.Data), settings, splits, cell, i + 1));
            if (i == 0)
                ReconstructionPicture.Save(cell.NewArtefact(Reconstructions), grid.Networks, settings.TradeOffs, splits.Report, settings.Data);
        }
        RecordWhole(fronts, latents, cell);
        FrontPicture.Save(cell.NewArtefact(Fronts), [.. fronts.Zip(latents, (front, latent) => (latent.Size.ToString(CultureInfo.InvariantCulture), front))]);
        ProbePicture.Save(cell.NewArtefact(Latents), latents);
    }

    private static void RecordFront(TradeOffFront front, IReadOnlyList<double> tradeOffs, ICell cell, int index)
    {
        cell.Record("gap", front.Gap(), index: index);
        cell.Record("box_accuracy", front.BoxAccuracy, index: index);
        cell.Record("box_error", front.BoxError, index: index);
        cell.Record("classification_only.accuracy", front.ClassificationOnly.Accuracy, index: index);
        cell.Record("reconstruction_only.accuracy", front.ReconstructionOnly.Accuracy, index: index);
        cell.Record("classification_only.mse01", front.ClassificationOnly.Mse01, index: index);
        cell.Record("reconstruction_only.mse01", front.ReconstructionOnly.Mse01, index: index);
        foreach (var (tradeOff, point) in tradeOffs.Zip(front.Points))
            if (tradeOff == EvenMixture)
            {
                cell.Record("even_mixture.error_increase", point.Mse01 / front.ReconstructionOnly.Mse01 - 1, index: index);
                cell.Record("even_mixture.accuracy_loss", front.ClassificationOnly.Accuracy - point.Accuracy, index: index);
            }
    }

    private static ProbedLatent RecordProbes(TrainedGrid grid, int size, SweepSettings settings, ImageSplits splits, ICell cell, int index)
    {
        var probes = new Probes(settings.Training, splits.Train, splits.Report, TrainedGrid.Seed(cell).Derive("retrained"), cell.Cancellation);
        cell.Record("latent", size, index: index);
        var read = new[] { ("classification_only", grid.Networks[0]), ("reconstruction_only", grid.Networks[^1]) }.Select(extreme =>
        {
            var (name, network) = extreme;
            cell.Record($"{name}.linear_accuracy", probes.Read(network, linear: true, settings.Data.Classes).Accuracy, index: index);
            var reading = probes.Read(network, linear: false, settings.Data.Classes);
            cell.Record($"{name}.mlp_accuracy", reading.Accuracy, index: index);
            return reading;
        }).ToArray();
        return new(size, read[0], read[1]);
    }

    /// <summary>By how much the gap falls from the first architecture to the last, and the smallest latent for reconstruction that does not lack class information (∞: all do).</summary>
    private static void RecordWhole(List<TradeOffFront> fronts, List<ProbedLatent> latents, ICell cell)
    {
        cell.Record("gap_drop", fronts[0].Gap() - fronts[^1].Gap());
        cell.Record("latent_with_class_info", latents.Where((latent, i) => latent.ReconstructionOnly.Accuracy >= fronts[i].ClassificationOnly.Accuracy - LeastLack)
            .Select(latent => (double)latent.Size).DefaultIfEmpty(double.PositiveInfinity).Min());
    }
}
