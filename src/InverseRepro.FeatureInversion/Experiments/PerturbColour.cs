using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Measuring;
using InverseRepro.Vision.Colour;
using InverseRepro.Vision.Metrics;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>
/// Recolours pictures (<c>image.</c>) and their main objects (<c>object.</c>, where masks are known) before the target sees them:
/// <c>drift</c> of every stage, <c>transmission</c> of the hue change to the reconstructions, <c>task_drop</c>, and
/// <c>prototype_pull</c>: whether recoloured objects are reconstructed nearer to the colour typical of their class.
/// </summary>
public static class PerturbColour
{
    public const string Name = "perturb-colour", Strips = "colour-shifts.png";

    private const int ShownInStrips = 2;

    /// <summary>Typical hues lie 45° apart, so that an object turned this far has the hue of another class, not of its own.</summary>
    private const HueFilter AwayFromPrototype = HueFilter.Plus120;

    public static void Run(ProbeSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var report = ImageSplits.LoadReport(settings.Pictures, cell, device);
        using var inverted = InvertedTarget.Load(settings, cell, device);
        var original = inverted.Represent(report.Pictures, device);
        var reconstructions = inverted.Reconstruct(original);
        var score = settings.Inversion.Architecture.TaskScore(inverted.Target, original.Normalised, report);
        cell.Record("task_score", score);
        var masks = report.MainMasks;
        foreach (var (name, where) in masks.Count > 0 ? [("image", null), ("object", masks)] : new (string, IReadOnlyList<bool[]>?)[] { ("image", null) })
        {
            var found = ColourShift.Filters.Select((filter, i) =>
            {
                cell.Report($"recolouring each {name}", (i + (where is null ? 0 : ColourShift.Filters.Count)) / (2.0 * ColourShift.Filters.Count));
                return Respond(ColourShift.Of(filter, report.Pictures, where));
            }).ToArray();
            Record(cell, name, found, score);
        }
        SaveStrips(cell.NewArtefact(Strips), report, inverted, settings.Inversion.Architecture.Stages, device);
        if (report.Scenes.Count > 0)
            RecordPrototypes(cell, settings, report, inverted, device);

        Response Respond(ColourShift shift)
        {
            using var inner = NewDisposeScope();
            var changed = inverted.Represent(shift.Pictures, device);
            var shifted = shift.Degrees is null ? [] : inverted.Reconstruct(changed);
            return new Response(shift.Name, shift.Energy(report.Pictures), RepresentationDrift.Compute(changed, original),
                [.. shifted.Select((r, k) => shift.Transmission(r, reconstructions[k]))],
                settings.Inversion.Architecture.TaskScore(inverted.Target, changed.Normalised, report));
        }
    }

    private static void Record(ICell cell, string name, IReadOnlyList<Response> responses, double score)
    {
        foreach (var response in responses)
        {
            cell.Record($"{name}.{response.Filter}.task_score", response.TaskScore);
            for (var k = 1; k <= response.Drift.Count; k++)
                cell.Record($"{name}.{response.Filter}.drift", response.Drift[k - 1], index: k);
        }
        cell.Record($"{name}.energy", responses.Average(r => r.Energy));
        cell.Record($"{name}.task_drop", score - responses.Average(r => r.TaskScore));
        RecordSeries("drift", [.. responses.Select(r => r.Drift)]);
        RecordSeries("transmission", [.. responses.Where(r => r.Transmission.Count > 0).Select(r => r.Transmission)]);

        void RecordSeries(string quantity, IReadOnlyList<IReadOnlyList<double>> series)
        {
            double[] mean = [.. Enumerable.Range(0, series[0].Count).Select(k => series.Average(s => s[k]))];
            for (var k = 1; k <= mean.Length; k++)
                cell.Record($"{name}.{quantity}", mean[k - 1], index: k);
            cell.Record($"{name}.{quantity}_slope", Slope.OverDepth(mean));
        }
    }

    /// <summary>π_k = |ĥ − h_in| / (|ĥ − h_in| + |ĥ − h_class|) around the circle: 0 keeps the new hue, 1 has the one typical of the class.</summary>
    private static void RecordPrototypes(ICell cell, ProbeSettings settings, ImageSplit report, InvertedTarget inverted, Device device)
    {
        var scenes = settings.Pictures.Scenes;
        int[] typical = [.. Enumerable.Range(0, report.Scenes.Count).Where(i => report.Scenes[i].Main.HasTypicalHue)];
        bool[][] masks = [.. typical.Select(i => report.Scenes[i].Main.Mask)];
        var shift = ColourShift.Of(AwayFromPrototype, report.Pictures.Select(typical), masks);
        var given = Hues.Mean(shift.Pictures, masks);
        var reconstructions = inverted.Reconstruct(inverted.Represent(shift.Pictures, device));
        for (var k = 1; k <= reconstructions.Count; k++)
        {
            var seen = Hues.Mean(reconstructions[k - 1], masks);
            var pulls = typical.Select((scene, i) => Pull(seen[i], given[i], scenes.TypicalHue(report.Scenes[scene].Main.Shape)));
            cell.Record("prototype_pull", pulls.Where(p => !double.IsNaN(p)).Average(), index: k);
        }
    }

    private static double Pull(double seen, double given, double typical)
    {
        var (fromGiven, fromTypical) = (Hues.Circular(seen, given), Hues.Circular(seen, typical));
        return fromGiven / (fromGiven + fromTypical);
    }

    private static void SaveStrips(string path, ImageSplit report, InvertedTarget inverted, IReadOnlyList<string> stages, Device device)
    {
        int[] few = [.. ReconstructionGrid.ByHash(report.Pictures).Take(ShownInStrips)];
        var pictures = report.Pictures.Select(few);
        bool[][]? masks = report.MainMasks.Count > 0 ? [.. few.Select(i => report.MainMasks[i])] : null;
        ReconstructionStrips.Save(path, stages, few, [.. ColourShift.Filters.Prepend(HueFilter.None).Select(filter =>
        {
            var shown = ColourShift.Of(filter, pictures, masks).Pictures;
            return (filter.ToString().ToLowerInvariant(), shown, inverted.Reconstruct(inverted.Represent(shown, device)));
        })]);
    }

    /// <summary>What one recolouring does.</summary>
    private sealed record Response(string Filter, double Energy, IReadOnlyList<double> Drift, IReadOnlyList<double> Transmission, double TaskScore);
}
