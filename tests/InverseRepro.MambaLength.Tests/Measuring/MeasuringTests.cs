using InverseRepro.MambaLength.Measuring;
using InverseRepro.MambaLength.Training;

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
    public void Owners_that_are_best_everywhere_are_no_chance()
    {
        int[] lengths = [1, 2, 3, 4, 5, 6, 7, 8];
        double[][] errors = [[.. lengths.Select(l => l <= 4 ? 0.0 : 1.0)], [.. lengths.Select(l => l <= 4 ? 1.0 : 0.0)]];
        var own = new OwnLengths(errors, lengths, [new(1, 4), new(5, 8)]);
        int[] exchanged = [.. own.Owners.Select(o => 1 - o)];

        own.Advantage(own.Owners).Should().Be(1);
        own.PermutationP(own.Owners, Seed).Should().BeApproximately(1 / 256.0, 0.003);
        own.Advantage(exchanged).Should().Be(-1);
        own.PermutationP(exchanged, Seed).Should().Be(1);
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
    public void Half_of_a_memory_that_fades_evenly_is_lost_halfway()
    {
        double[] fading = [.. Enumerable.Range(0, 21).Select(age => 0.05 * age)];

        Profile(fading, 1).HalfLife().Should().BeApproximately(10.25, 0.01); // the newest are smoothed with their two neighbours
        Profile([0.2, 0.2, 0.2, 0.2], 1).HalfLife().Should().Be(4);
        Profile([1, 1, 1, 1], 1).HalfLife().Should().Be(0);
    }

    [Fact]
    public void Profiles_differ_where_errors_depend_on_age_in_other_ways()
    {
        const int images = 40, ages = 4;
        var random = Seed.Stream();
        MemoryProfile Drawn(double slope)
        {
            int[] of = [.. Enumerable.Range(0, images * ages).Select(i => i % ages)];
            return new(new double[ages], 1, [.. of.Select(age => 1 + slope * age + 0.3 * random.NextDouble())], of);
        }

        Drawn(0).DifferenceP(Drawn(0.5), images, Seed).Should().Be(0.001);
        Drawn(0.2).DifferenceP(Drawn(0.2), images, Seed).Should().BeGreaterThan(0.01);
    }

    [Fact]
    public void Lengths_are_compared_in_steps()
    {
        Lengths.BySixteenths(64).Values.Should().Equal(4, 8, 16, 32, 64, 128, 256);
        Lengths.HalfOctaves(16).Should().Equal(1, 2, 3, 4, 6, 8, 11, 16);
        Lengths.HalfOctavesFromEighth(16).Should().Equal(2, 3, 4, 6, 8, 11, 16);
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

    private static MemoryProfile Profile(double[] errors, double unseen) => new(errors, unseen, [], []);
}
