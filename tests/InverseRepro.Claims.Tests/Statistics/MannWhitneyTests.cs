using InverseRepro.Claims.Statistics;

namespace InverseRepro.Claims.Tests.Statistics;

public class MannWhitneyTests
{
    [Theory]
    [InlineData(2, 3, 0.05, -1)] // 1/10
    [InlineData(3, 3, 0.05, 0)] // 1/20
    [InlineData(3, 3, 0.025, -1)]
    [InlineData(4, 4, 0.025, 0)] // 1/70
    [InlineData(4, 4, 0.05, 1)] // 2/70
    [InlineData(5, 5, 0.05, 4)]
    [InlineData(6, 6, 0.05, 7)]
    [InlineData(10, 10, 0.05, 27)]
    public void Critical_value_is_the_published_one(int n, int m, double alpha, int c) =>
        MannWhitney.Critical(n, m, alpha).Should().Be(c);

    [Fact]
    public void Bounds_of_three_and_three_are_the_extreme_differences() =>
        MannWhitney.Bounds([10, 11, 12], [1, 2, 4]).Should().Be(new Bounds(9, 6, 11, 0.05));

    [Fact]
    public void P_value_of_complete_separation_is_one_in_twenty()
    {
        var (above, below) = MannWhitney.PValues([4, 5, 6], [1, 2, 3], 0);
        above.Should().BeApproximately(0.05, 1e-12);
        below.Should().Be(1);
    }

    [Fact]
    public void Both_diverged_is_a_tie() => MannWhitney.Bounds([double.NegativeInfinity], [double.NegativeInfinity]).Estimate.Should().Be(0);
}
