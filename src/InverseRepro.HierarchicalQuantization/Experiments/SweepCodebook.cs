using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Measuring;
using InverseRepro.HierarchicalQuantization.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <summary>
/// Lines trained single-level networks up by the number in which they differ: <c>mse01</c>, <c>shuffled.mse01</c>,
/// <c>usage</c> and <c>perplexity_share</c> on the report split, indexed by that number.
/// </summary>
public static class SweepCodebook
{
    public const string Name = "sweep-codebook";

    public static void Run(SweepSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var (data, content) = (settings.Points[0].Settings.Data, settings.Points[0].Settings.Content);
        var report = CodedPictures.Load(data, content, cell, device).Report;
        foreach (var (i, point) in settings.Points.Index())
        {
            cell.Report("measuring networks", (double)i / settings.Points.Count);
            using var network = VqVae.Create(point.Settings.Network, cell.Seed.Derive("network"));
            network.to(device);
            StateDictionary.Load(network, cell.RequiredArtefact(TrainVqVae.Name, TrainVqVae.Network, point.Variant));
            var evaluation = Evaluation.Of(network, report, data);
            cell.Record("mse01", evaluation.Mse01, index: point.Value);
            cell.Record("shuffled.mse01", evaluation.ShuffledMse01, index: point.Value);
            cell.Record("usage", evaluation.Usage[0].Used, index: point.Value);
            cell.Record("perplexity_share", evaluation.Usage[0].Perplexity / evaluation.Usage[0].Counts.Count, index: point.Value);
        }
    }
}
