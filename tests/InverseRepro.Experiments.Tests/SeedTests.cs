namespace InverseRepro.Experiments.Tests;

public class SeedTests
{
    [Fact]
    public void The_generator_is_splitmix64_with_its_published_numbers()
    {
        // The first outputs of SplitMix64 for seed 1234567, as its authors' reference code prints them.
        var stream = new Seed(1234567).Stream();
        new[] { stream.NextUInt64(), stream.NextUInt64(), stream.NextUInt64() }
            .Should().Equal(6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL);
    }

    [Fact]
    public void Streams_are_told_apart_by_name_index_and_seed()
    {
        var seed = new Seed(1);
        new[] { seed.Derive("init"), seed.Derive("order"), seed.Derive("order", 0), seed.Derive("order", 1), new Seed(2).Derive("init") }
            .Should().OnlyHaveUniqueItems();
        seed.Derive("init").Should().Be(new Seed(1).Derive("init"));
    }

    [Fact]
    public void A_permutation_holds_every_number_once()
    {
        new Seed(5).Stream().Permutation(1000).Order().Should().Equal(Enumerable.Range(0, 1000));
        new Seed(5).Stream().Permutation(1000).Should().Equal(new Seed(5).Stream().Permutation(1000));
    }

    [Fact]
    public void Uniform_integers_and_numbers_keep_to_their_range_and_mean()
    {
        var stream = new Seed(9).Stream();
        var integers = Enumerable.Range(0, 20_000).Select(_ => stream.NextInt(7)).ToArray();
        integers.Should().OnlyContain(i => i >= 0 && i < 7);
        integers.Average().Should().BeApproximately(3, 0.06);
        var gaussians = Enumerable.Range(0, 20_000).Select(_ => stream.NextGaussian()).ToArray();
        gaussians.Average().Should().BeApproximately(0, 0.03);
        gaussians.Select(g => g * g).Average().Should().BeApproximately(1, 0.04);
    }
}
