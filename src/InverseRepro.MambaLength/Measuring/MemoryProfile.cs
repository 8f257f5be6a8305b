using InverseRepro.Experiments;
using InverseRepro.MambaLength.Models;
using InverseRepro.MambaLength.Patches;
using InverseRepro.MambaLength.Training;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Measuring;

/// <summary>How well a network remembers patches by their age: it is asked for patches it saw, at random among all ages.</summary>
/// <param name="ErrorByAge">Mean squared error of the patches that so many others followed.</param>
/// <param name="Unseen">Mean squared error at random positions after the same sequence.</param>
/// <param name="Errors">N×Q, single errors.</param>
/// <param name="Ages">N×Q, the ages they belong to; the same for all networks of a seed.</param>
internal sealed record MemoryProfile(double[] ErrorByAge, double Unseen, double[] Errors, int[] Ages)
{
    /// <summary>Gain over unseen patches: 1 is a perfect memory, 0 none.</summary>
    public double[] Gain => Array.ConvertAll(ErrorByAge, error => 1 - error / Unseen);

    /// <summary>Mean error over that of unseen patches of the newest, of the two before it, of the four before those, and so on.</summary>
    public double[] ErrorByOctave() =>
        [.. Enumerable.Range(0, (int)Math.Log2(ErrorByAge.Length)).Select(octave => ErrorByAge[((1 << octave) - 1)..((2 << octave) - 1)].Average() / Unseen)];

    /// <param name="images">N×1×S×S in [0, 1].</param>
    /// <param name="length">T, patches of each sequence, at least Q.</param>
    public static MemoryProfile Measure(PatchReconstructor network, ReconstructorSettings kind, Tensor images, ReconstructionTask task, int length, Seed seed)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var count = (int)images.shape[0];
        var seen = PatchPositions.Draw(seed.Derive("positions").Stream(), count, length, task.Side, task.PatchSize).to(images.device); // N×T×2
        var random = PatchPositions.Draw(seed.Derive("queries").Stream(), count, task.Queries, task.Side, task.PatchSize).to(images.device);
        var places = Enumerable.Range(0, count).SelectMany(i => seed.Derive("ages", i).Stream().Permutation(length).Take(task.Queries)).ToArray();
        var index = tensor(Array.ConvertAll(places, p => (long)p), [count, task.Queries, 1], device: images.device).expand(-1, -1, 2);
        var errors = Asked(network, kind, PatchBatch.Cut(images, seen, seen.gather(1, index), task), task, length);
        var unseen = Asked(network, kind, PatchBatch.Cut(images, seen, random, task), task, length).Average();
        var ages = Array.ConvertAll(places, place => length - 1 - place);
        return new MemoryProfile(ByAge(errors, ages, length), unseen, errors, ages);
    }

    /// <summary>The age at which half of the newest quarter's gain is lost, between ages linear; T where it never is, 0 where there is none.</summary>
    public double HalfLife()
    {
        var octaves = Smoothed(Gain);
        var half = octaves[0] / 2;
        if (half <= 0)
            return 0;
        for (var age = 1; age < octaves.Length; age++)
            if (octaves[age] < half)
                return age - 1 + (octaves[age - 1] - half) / (octaves[age - 1] - octaves[age]);
        return octaves.Length;
    }

    /// <summary>
    /// Share of exchanges of the two networks, drawing by drawing, after which their profiles (errors by age over the mean error)
    /// differ as much, squared and summed over ages, as they do.
    /// </summary>
    public double DifferenceP(MemoryProfile other, int images, Seed seed, int draws = 999)
    {
        double[] a = Normalised(Errors), b = Normalised(other.Errors);
        var difference = a.Zip(b, (x, y) => x - y).ToArray();
        var own = Distance(difference, null);
        var random = seed.Stream();
        var asGreat = Enumerable.Range(0, draws).Count(_ =>
            Distance(difference, [.. Enumerable.Range(0, images).Select(_ => random.NextDouble() < 0.5 ? -1.0 : 1.0)]) >= own);
        return (asGreat + 1.0) / (draws + 1);
    }

    private double Distance(double[] difference, double[]? signs)
    {
        var queries = signs is null ? 1 : difference.Length / signs.Length;
        var signed = signs is null ? difference : [.. difference.Select((d, i) => d * signs[i / queries])];
        return ByAge(signed, Ages, ErrorByAge.Length).Sum(d => d * d);
    }

    private static double[] Normalised(double[] errors)
    {
        var mean = errors.Average();
        return Array.ConvertAll(errors, error => error / mean);
    }

    private static double[] Asked(PatchReconstructor network, ReconstructorSettings kind, PatchBatch batch, ReconstructionTask task, int length)
    {
        var answers = ReconstructorSettings.Answer(network, batch, kind.Token == LengthToken.None ? null : task.Declared(length));
        return [.. (answers - batch.Targets).square().mean([2L, 3L, 4L]).cpu().contiguous().data<float>().ToArray().Select(e => (double)e)];
    }

    private static double[] ByAge(double[] errors, int[] ages, int length)
    {
        var (sums, counts) = (new double[length], new int[length]);
        for (var i = 0; i < errors.Length; i++)
        {
            sums[ages[i]] += errors[i];
            counts[ages[i]]++;
        }
        return [.. sums.Zip(counts, (sum, n) => n == 0 ? 0 : sum / n)];
    }

    // Single ages are noisy: means of three.
    private static double[] Smoothed(double[] gain) =>
        [.. gain.Select((_, age) => gain[Math.Max(age - 1, 0)..Math.Min(age + 2, gain.Length)].Average())];
}
