using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Measuring;

namespace InverseRepro.FeatureInversion.Tests.Measuring;

public class LayerOrderTests
{
    private static readonly int[] Depth = [0, 1, 2, 3];

    // Similarity falls by 0.1 with every layer between.
    private static double[,] Chain(int layers)
    {
        var similarity = new double[layers, layers];
        for (var i = 0; i < layers; i++)
            for (var j = 0; j < layers; j++)
                similarity[i, j] = 1 - 0.1 * Math.Abs(i - j);
        return similarity;
    }

    [Fact]
    public void Gap_is_the_mean_of_adjacent_pairs_minus_the_mean_of_pairs_at_least_half_the_depth_apart()
    {
        // Adjacent pairs: 0.9. Two apart: 0.8 twice, three apart: 0.7 once.
        LayerOrder.Gap(Chain(4), Depth).Should().BeApproximately(0.9 - (0.8 + 0.8 + 0.7) / 3, 1e-12);
    }

    [Fact]
    public void Depth_order_and_its_reverse_alone_reach_the_largest_gap_of_a_chain() =>
        LayerOrder.PermutationP(Chain(4), Depth).Should().Be(2.0 / 24);

    [Fact]
    public void Every_order_is_as_good_when_all_layers_are_alike()
    {
        var alike = new double[5, 5];
        LayerOrder.PermutationP(alike, [0, 1, 2, 3, 4]).Should().Be(1);
    }

    [Fact]
    public void A_shuffled_order_is_never_the_depth_order_nor_its_reverse()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            var order = LayerOrder.Shuffled(4, new Seed(seed));
            order.Should().BeEquivalentTo(Depth);
            order.SequenceEqual(Depth).Should().BeFalse();
            order.Reverse().SequenceEqual(Depth).Should().BeFalse();
        }
    }

    [Fact]
    public void The_permutation_test_matches_a_brute_force_twin_on_random_similarities()
    {
        var stream = new Seed(5).Stream();
        var similarity = new double[5, 5];
        for (var i = 0; i < 5; i++)
            for (var j = i; j < 5; j++)
                similarity[i, j] = similarity[j, i] = stream.NextDouble();
        int[] order = [2, 0, 4, 1, 3];
        var observed = LayerOrder.Gap(similarity, order);
        var all = Orders([], [0, 1, 2, 3, 4]).ToArray();
        all.Should().HaveCount(120);
        var expected = all.Count(o => LayerOrder.Gap(similarity, o) >= observed - 1e-12) / 120.0;
        LayerOrder.PermutationP(similarity, order).Should().Be(expected);
    }

    private static IEnumerable<int[]> Orders(int[] chosen, int[] left) => left.Length == 0
        ? [chosen]
        : left.SelectMany(next => Orders([.. chosen, next], left.Where(l => l != next).ToArray()));
}
