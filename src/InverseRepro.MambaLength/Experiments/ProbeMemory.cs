using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.MambaLength.Data;
using InverseRepro.MambaLength.Measuring;
using InverseRepro.Vision.Drawing;
using InverseRepro.Vision.ImageFiles;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Experiments;

/// <summary>
/// Asks networks trained with ever greater lengths for patches they saw: error by age, and the age at which half of the memory is
/// lost. All see sequences of the same length.
/// </summary>
public static class ProbeMemory
{
    public const string Name = "probe-memory", Picture = "memory-by-age.png";

    public static void Run(CompareLengthsSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var first = settings.Networks[0].Settings;
        var images = Drawings.Reported(first.Data, cell, device);
        var trained = settings.Networks.Select(n =>
        {
            using var network = TrainReconstructor.Load(n.Settings, n.Variant, cell, device);
            return MemoryProfile.Measure(network, n.Settings.Network, images, first.Task, 2 * first.Task.Longest, cell.Seed.Derive("memory"));
        }).ToArray();
        cell.Report("probing untrained networks", 0.5);
        var untrained = settings.Networks.Select((n, i) =>
        {
            using var network = n.Settings.Network.Build(first.Task, cell.Seed.Derive("untrained", i), device);
            return MemoryProfile.Measure(network, n.Settings.Network, images, first.Task, 2 * first.Task.Longest, cell.Seed.Derive("memory"));
        }).ToArray();
        Record(cell, "", trained, (int)images.shape[0]);
        Record(cell, "untrained.", untrained, (int)images.shape[0]);
        for (var i = 0; i < trained.Length; i++)
            for (var age = 0; age < trained[i].Gain.Length; age++)
                cell.Record($"gain.{i}", trained[i].Gain[age], index: age);
        Draw(cell.NewArtefact(Picture), trained, settings);
    }

    private static void Draw(string path, MemoryProfile[] profiles, CompareLengthsSettings settings)
    {
        double[] ages = [.. profiles[0].ErrorByOctave().Select((_, octave) => Math.Pow(2, octave))];
        var chart = new LineChart("error by age over that of the unseen", ages, (ages[0], Math.Min(settings.Networks[0].Settings.Task.Longest, ages[^1])));
        foreach (var (profile, network) in profiles.Zip(settings.Networks))
            chart.Add($"trained to {network.Settings.Training.Lengths.Most}", profile.ErrorByOctave());
        ImageFile.WritePng(chart.Draw(), path);
    }

    private static void Record(ICell cell, string prefix, MemoryProfile[] profiles, int images)
    {
        for (var i = 0; i < profiles.Length; i++)
            cell.Record($"{prefix}half_life", profiles[i].HalfLife(), "patches", i);
        cell.Record($"{prefix}profile_p", profiles[0].DifferenceP(profiles[^1], images, cell.Seed.Derive("permutations")));
    }
}
