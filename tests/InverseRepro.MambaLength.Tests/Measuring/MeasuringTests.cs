using InverseRepro.MambaLength.Measuring;
using InverseRepro.MambaLength.Training;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Tests.Measuring;

public class MeasuringTests
{
    private static readonly InverseRepro.Experiments.Seed Seed = new(3);

    [Fact]
    public void A_network_owns_the_lengths_its_range_fits_closest()
    {
        var own = new OwnLengths([[0, 0, 0], [0, 0, 0], [0, 0, 0]], [2, 5, 8], [new(1, 8), new(1, 2), new(8, 8)]);

        own.Owners.Should().Equal(1, 0, 2);
    }

    [Fact]
    public void Owners_that_are_best_everywhere_are_so_under_no_other_names()
    {
        int[] lengths = [1, 2, 3, 4, 5, 6];
        double[][] errors = [.. Enumerable.Range(0, 3).Select(i => (double[])[.. lengths.Select(l => (l - 1) / 2 == i ? 0.0 : 1.0)])];
        var own = new OwnLengths(errors, lengths, [new(1, 2), new(3, 4), new(5, 6)]);

        own.Best([0, 1, 2]).Should().Be(1);
        own.Advantage([0, 1, 2]).Should().Be(1);
        own.PermutationP([0, 1, 2]).Should().BeApproximately(1 / 6.0, 1e-12);
        own.Best([1, 2, 0]).Should().Be(0);
        own.Advantage([1, 2, 0]).Should().Be(-0.5);
        own.PermutationP([1, 2, 0]).Should().Be(1);
    }

    [Fact]
    public void Declarations_are_best_at_the_truth_or_elsewhere()
    {
        double[][] diagonal = [.. Enumerable.Range(0, 5).Select(i => (double[])[.. Enumerable.Range(0, 5).Select(j => i == j ? 0.0 : 1.0)])];
        double[][] ignored = [.. Enumerable.Range(0, 5).Select(_ => new double[5])];

        new DeclaredLengths(diagonal).Near.Should().Be(1);
        new DeclaredLengths(diagonal).Advantage.Should().Be(1);
        new DeclaredLengths(diagonal).PermutationP().Should().BeApproximately(1 / 120.0, 1e-12);
        new DeclaredLengths(ignored).Near.Should().Be(0.4);
        new DeclaredLengths(ignored).Advantage.Should().Be(0);
        new DeclaredLengths(ignored).PermutationP().Should().Be(1);
    }

    [Fact]
    public void A_memory_that_loses_as_much_every_octave_is_half_lost_after_half_of_them()
    {
        Profile(0.5, 0.6, 0.7, 0.8, 0.9).HalfLife().Should().BeApproximately(Math.Pow(2, 2.5) - 1, 1e-9);
        Profile(0.2, 0.2, 0.2, 0.2).HalfLife().Should().Be(8);
        Profile(1, 1, 1, 1).HalfLife().Should().Be(0);
    }

    [Fact]
    public void What_is_remembered_has_a_mean_age_in_octaves()
    {
        Profile(0.5, 0.5, 0.5, 0.5, 0.5).Centre().Should().BeApproximately(2, 1e-12);
        Profile(0, 1, 1.2, 1).Centre().Should().Be(0);
        Profile(1.1, 1.1, 1.1).Centre().Should().Be(0);
    }

    [Fact]
    public void A_network_without_order_remembers_the_oldest_patch_as_well_as_the_newest()
    {
        using var scope = NewDisposeScope();
        var task = new ReconstructionTask(Side: 12, PatchSize: 4, Queries: 8, Longest: 8);
        var kind = new ReconstructorSettings(ReconstructorKind.DeepSet, Width: 8, Depth: 1, StateSize: 4);
        using var network = kind.Build(task, Seed, CPU);
        var images = rand([6, 1, 12, 12], generator: new Generator(3));

        var profile = MemoryProfile.Measure(network, kind, images, task, 16, Seed);

        profile.Ages.Should().Equal(0, 1, 3, 7, 15);
        profile.Errors.Should().OnlyContain(error => error > 0);
        (profile.Errors.Max() - profile.Errors.Min()).Should().BeLessThan(1e-6);
        Math.Abs(profile.Errors[0] - profile.Unseen).Should().BeGreaterThan(profile.Errors.Max() - profile.Errors.Min());
    }

    [Fact]
    public void Lengths_are_compared_in_steps()
    {
        Lengths.BySixteenths(64).Values.Should().Equal(4, 8, 16, 32, 64, 128, 256);
        Lengths.HalfOctaves(1, 16).Should().Equal(1, 2, 3, 4, 6, 8, 11, 16);
        Lengths.HalfOctaves(2, 16).Should().Equal(2, 3, 4, 6, 8, 11, 16);
    }

    [Fact]
    public void Ranges_draw_the_same_quantile_from_the_same_stream()
    {
        for (var i = 0; i < 100; i++)
        {
            var narrow = new LengthRange(1, 4).Draw(Seed.Derive("length", i).Stream());
            var wide = new LengthRange(1, 16).Draw(Seed.Derive("length", i).Stream());

            narrow.Should().Be((wide - 1) / 4 + 1);
            new LengthRange(7, 7).Draw(Seed.Derive("length", i).Stream()).Should().Be(7);
        }
    }

    private static MemoryProfile Profile(params double[] errors) => new([.. errors.Select((_, octave) => (1 << octave) - 1)], errors, 1);
}
