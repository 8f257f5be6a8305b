using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.MambaLength.Models;
using InverseRepro.MambaLength.Patches;
using InverseRepro.MambaLength.Training;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Measuring;

/// <summary>
/// How well a network remembers a patch by its age. One patch of each drawing, which no other patch of the sequence overlaps, is
/// moved through the sequence; the network is asked for it after the same number of patches each time.
/// </summary>
/// <param name="Ages">Numbers of patches that followed it, ascending from 0.</param>
/// <param name="Errors">Mean squared error where it lies, by age.</param>
/// <param name="Unseen">The same where another patch is seen instead.</param>
internal sealed record MemoryProfile(IReadOnlyList<int> Ages, double[] Errors, double Unseen)
{
    private const int BatchSize = 256;

    /// <summary>Gain over the unseen patch: 1 is a perfect memory, 0 none.</summary>
    public double[] Gain => Array.ConvertAll(Errors, error => 1 - error / Unseen);

    /// <param name="images">N×1×S×S in [0, 1].</param>
    /// <param name="length">T, patches of each sequence, a power of two.</param>
    public static MemoryProfile Measure(PatchReconstructor network, ReconstructorSettings kind, Tensor images, ReconstructionTask task, int length, Seed seed)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var count = (int)images.shape[0];
        var drawn = PatchPositions.Draw(seed.Derive("probes").Stream(), count, 1, task.Side, task.PatchSize);
        var others = PatchPositions.DrawApart(seed.Derive("positions").Stream(), drawn, length, task.Side, task.PatchSize).Upload(images.device); // N×T×2
        var probes = drawn.Upload(images.device); // N×1×2
        var queries = PatchPositions.Draw(seed.Derive("queries").Stream(), count, task.Queries - 1, task.Side, task.PatchSize).Upload(images.device);
        var asked = cat([probes, queries], 1); // N×Q×2
        double Error(Tensor seen) => Asked(network, kind, PatchBatch.Cut(images, seen, asked, task), task, length);
        int[] ages = [.. Enumerable.Range(0, (int)Math.Log2(length) + 1).Select(octave => (1 << octave) - 1)];
        return new MemoryProfile(ages, Array.ConvertAll(ages, age => Error(Aged(others, probes, age))), Error(others));
    }

    /// <summary>Age by which half of the newest patch's gain is lost, octaves between ages linear; T where it never is, 0 where there is none.</summary>
    public double HalfLife()
    {
        var gain = Gain;
        var half = gain[0] / 2;
        if (half <= 0)
            return 0;
        for (var i = 1; i < gain.Length; i++)
            if (gain[i] < half)
                return Math.Pow(2, i - 1 + (gain[i - 1] - half) / (gain[i - 1] - gain[i])) - 1;
        return Ages[^1] + 1;
    }

    /// <summary>Mean age of what is remembered, in octaves: that of 1, 2, 4, … patches ago weighted by their gain, where there is any.</summary>
    public double Centre()
    {
        var gain = Array.ConvertAll(Gain, g => Math.Max(g, 0));
        var sum = gain.Sum();
        return sum > 0 ? gain.Select((g, octave) => g * octave).Sum() / sum : 0;
    }

    private static Tensor Aged(Tensor others, Tensor probes, int age) // N×T×2
    {
        var before = others.shape[1] - 1 - age;
        return cat([others.narrow(1, 0, before), probes, others.narrow(1, before, age)], 1);
    }

    /// <summary>Mean squared error at the first query.</summary>
    private static double Asked(PatchReconstructor network, ReconstructorSettings kind, PatchBatch batch, ReconstructionTask task, int length)
    {
        var sum = 0.0;
        var count = (int)batch.Targets.shape[0];
        for (var start = 0; start < count; start += BatchSize)
        {
            using var scope = NewDisposeScope();
            var part = batch.Rows(start, Math.Min(BatchSize, count - start));
            var answers = ReconstructorSettings.Answer(network, part, kind.Token == LengthToken.None ? null : task.Declared(length));
            sum += (answers - part.Targets).narrow(1, 0, 1).square().mean().item<float>() * part.Targets.shape[0];
        }
        return sum / count;
    }
}
