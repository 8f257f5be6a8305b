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
        Record(cell, "", trained);
        Record(cell, "untrained.", untrained);
        for (var i = 0; i < trained.Length; i++)
            for (var k = 0; k < trained[i].Ages.Count; k++)
                cell.Record($"gain.{i}", trained[i].Gain[k], index: trained[i].Ages[k]);
        Draw(cell.NewArtefact(Picture), trained, settings);
    }

    private static void Draw(string path, MemoryProfile[] profiles, CompareLengthsSettings settings)
    {
        double[] ages = [.. profiles[0].Ages.Select(age => age + 1.0)];
        var chart = new LineChart("memory of a patch seen so many ago", ages, (ages[0], settings.Networks[0].Settings.Task.Longest));
        foreach (var (profile, network) in profiles.Zip(settings.Networks))
            chart.Add($"trained to {network.Settings.Training.Lengths.Most}", profile.Gain);
        ImageFile.WritePng(chart.Draw(), path);
    }

    private static void Record(ICell cell, string prefix, MemoryProfile[] profiles)
    {
        for (var i = 0; i < profiles.Length; i++)
        {
            cell.Record($"{prefix}half_life", profiles[i].HalfLife(), "patches", i);
            cell.Record($"{prefix}centre", profiles[i].Centre(), "octaves", i);
        }
    }
}
