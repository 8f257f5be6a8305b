using InverseRepro.HierarchicalQuantization.Measuring;

namespace InverseRepro.HierarchicalQuantization.Tests.Measuring;

public sealed class RankCorrelationTests
{
    [Fact]
    public void Is_one_for_any_rising_relation_and_minus_one_for_any_falling()
    {
        RankCorrelation.Of([1, 2, 3, 4], [1, 10, 100, 1000]).Should().BeApproximately(1, 1e-12);
        RankCorrelation.Of([1, 2, 3, 4], [9, 4, 1, 0]).Should().BeApproximately(-1, 1e-12);
    }

    [Fact]
    public void Ties_share_the_mean_of_their_ranks() // ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4
        => RankCorrelation.Of([5, 7, 7, 9], [1, 2, 3, 4]).Should().BeApproximately(4.5 / Math.Sqrt(4.5 * 5), 1e-12);

    [Fact]
    public void Is_zero_where_nothing_varies() => RankCorrelation.Of([1, 1, 1], [1, 2, 3]).Should().Be(0);
}
