using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.HierarchicalQuantization.Measuring;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.Vision.Drawing;
using InverseRepro.Vision.ImageFiles;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <summary>
/// The 2×2×2 factorial of interventions over one single-level network. <c>main_effect.usage</c>, <c>main_effect.usage_curve</c> (the
/// mean over training) and <c>main_effect.log_mse01</c>: the mean over the four arms with an intervention minus the mean over the
/// four without, indexed 0 k-means, 1 reset, 2 rotation. <c>dose_response</c>: rank correlation of perplexity and error over runs.
/// </summary>
public static class CompareInterventions
{
    public const string Name = "compare-interventions", UsageCurves = "usage-curves.png", Reconstructions = "reconstructions.png";

    private const int ShownPictures = 8, TileSize = 96;

    private static readonly Func<InterventionArm, bool>[] Factors = [arm => arm.KMeans, arm => arm.Reset, arm => arm.Rotation];

    public static void Run(CompareInterventionsSettings settings, ICell cell)
    {
        TrainedNumbers Of(string variant) => TrainedNumbers.Load(cell.RequiredArtefact(TrainVqVae.Name, TrainVqVae.Numbers, variant));
        (InterventionArm Arm, TrainedNumbers Numbers)[] arms = [.. settings.Arms.Select(arm => (arm, Of(arm.Variant)))];
        foreach (var (i, factor) in Factors.Index())
        {
            double Effect(Func<TrainedNumbers, double> number) =>
                arms.Where(a => factor(a.Arm)).Average(a => number(a.Numbers)) - arms.Where(a => !factor(a.Arm)).Average(a => number(a.Numbers));
            cell.Record("main_effect.usage", Effect(n => n.Usage), index: i);
            cell.Record("main_effect.usage_curve", Effect(n => n.UsageCurve.Average()), index: i);
            cell.Record("main_effect.log_mse01", Effect(n => Math.Log(n.Mse01)), index: i);
        }
        TrainedNumbers[] runs = [.. arms.Select(a => a.Numbers), .. settings.OtherRuns.Select(Of)];
        cell.Record("dose_response", RankCorrelation.Of([.. runs.Select(r => r.Perplexity)], [.. runs.Select(r => r.Mse01)]));
        DrawCurves(arms, cell.NewArtefact(UsageCurves));
        DrawReconstructions(settings.Shown, cell);
    }

    /// <summary>The arms with at most one intervention, and the one with all.</summary>
    private static void DrawCurves((InterventionArm Arm, TrainedNumbers Numbers)[] arms, string path)
    {
        double[] tenths = [.. Enumerable.Range(1, arms[0].Numbers.UsageCurve.Count)];
        var chart = new LineChart("share of codes used, by tenths of training", tenths, (tenths[0], tenths[0]));
        string[] names = ["k-means", "reset", "rotation"];
        foreach (var (arm, numbers) in arms)
        {
            string[] has = [.. names.Where((_, i) => Factors[i](arm))];
            if (has.Length != 2)
                chart.Add(has.Length == 0 ? "no intervention" : has.Length == 1 ? has[0] : "all", numbers.UsageCurve);
        }
        ImageFile.WritePng(chart.Draw(), path);
    }

    private static void DrawReconstructions(IReadOnlyList<ShownNetwork> shown, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var first = shown[0].Settings;
        var report = CodedPictures.Load(first.Data, first.Folder, first.Content, cell, device).Report.Pictures;
        var pictures = report with { Stored = report.Stored.narrow(0, 0, ShownPictures) };
        var grid = new PictureGrid();
        foreach (var (i, (label, variant, settings)) in shown.Index())
        {
            using var network = VqVae.Create(settings.Network, cell.Seed.Derive("network"));
            network.to(device);
            StateDictionary.Load(network, cell.RequiredArtefact(TrainVqVae.Name, TrainVqVae.Network, variant));
            var evaluation = Evaluation.Of(network, pictures);
            if (i == 0)
                grid.AddRow("original", [.. Enumerable.Range(0, ShownPictures).Select(evaluation.Originals.ToPicture)]);
            grid.AddRow(label, [.. Enumerable.Range(0, ShownPictures).Select(evaluation.Reconstructions.ToPicture)]);
        }
        ImageFile.WritePng(grid.Draw(TileSize), cell.NewArtefact(Reconstructions));
    }
}
