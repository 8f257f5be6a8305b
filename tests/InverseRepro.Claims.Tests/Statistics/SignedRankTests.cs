using InverseRepro.Claims.Statistics;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Statistics;

public class SignedRankTests
{
    [Theory]
    [InlineData(3, -1)] // 1/8
    [InlineData(4, -1)] // 1/16
    [InlineData(5, 0)] // 1/32; 2/32 is too much
    [InlineData(6, 2)] // 3/64
    [InlineData(7, 3)] // 5/128
    [InlineData(8, 5)]
    [InlineData(10, 10)]
    [InlineData(20, 60)]
    public void Critical_value_is_the_published_one(int n, int c) => SignedRank.Critical(n, 0.05).Should().Be(c);

    [Theory]
    [InlineData(0.05, 5)]
    [InlineData(0.025, 6)]
    [InlineData(0.01, 7)]
    [InlineData(0.005, 8)]
    [InlineData(0.001, 10)]
    [InlineData(0.05 / 11, 8)]
    [InlineData(1.0 / 32, 5)]
    public void Minimum_count_is_where_the_smallest_probability_reaches_the_level(double alpha, int n) =>
        SignedRank.MinimumCount(alpha).Should().Be(n);

    [Fact]
    public void Bounds_of_six_are_the_third_walsh_averages_from_either_end()
    {
        // Walsh averages of 1,2,4,8,16,32 sorted: 1, 1.5, 2, … and …, 20, 24, 32; 21 in all, the median is 8.
        var bounds = SignedRank.Bounds([1, 2, 4, 8, 16, 32]);
        bounds.Should().Be(new Bounds(8.5, 2, 20, 0.05));
    }

    [Fact]
    public void Bounds_of_five_are_the_extremes() =>
        SignedRank.Bounds([3, 1, 2, 5, 4]).Should().Be(new Bounds(3, 1, 5, 0.05));

    [Fact]
    public void Bounds_of_too_few_are_infinite() =>
        SignedRank.Bounds([1, 2, 3]).Should().Be(new Bounds(2, double.NegativeInfinity, double.PositiveInfinity, 0.05));

    [Fact]
    public void Null_distribution_agrees_with_the_enumeration_of_all_signs()
    {
        for (var n = 1; n <= 10; n++)
        {
            var sums = Enumerable.Range(0, 1 << n)
                .Select(signs => Enumerable.Range(1, n).Where(i => (signs >> (i - 1) & 1) == 1).Sum()).ToArray();
            for (var w = 0; w <= n * (n + 1) / 2; w++)
                SignedRank.Cumulative(n, w).Should().BeApproximately((double)sums.Count(s => s <= w) / sums.Length, 1e-12);
        }
    }

    [Fact]
    public void Exact_and_normal_regimes_meet_at_sixty()
    {
        var exact = SignedRank.Critical(60, 0.05) / 1830.0;
        var normal = SignedRank.Critical(61, 0.05) / 1891.0;
        normal.Should().BeApproximately(exact, 0.005);
        SignedRank.Critical(60, 0.05).Should().Be(690);
    }

    [Fact]
    public void P_values_and_bounds_decide_alike()
    {
        var stream = new Seed(7).Stream();
        for (var repetition = 0; repetition < 300; repetition++)
        {
            var d = Enumerable.Range(0, 5 + repetition % 6).Select(_ => Math.Round(stream.NextGaussian(), 1)).ToArray();
            var margin = Math.Round(stream.NextGaussian() / 2, 1);
            var bounds = SignedRank.Bounds(d);
            var (above, below) = SignedRank.PValues(d, margin);
            (above <= 0.05).Should().Be(bounds.Lower > margin + 1e-9);
            (below <= 0.05).Should().Be(bounds.Upper < margin - 1e-9);
        }
    }

    [Fact]
    public void Bounds_follow_shift_and_scale_and_ignore_order()
    {
        var stream = new Seed(8).Stream();
        for (var repetition = 0; repetition < 50; repetition++)
        {
            var d = Enumerable.Range(0, 8).Select(_ => stream.NextGaussian()).ToArray();
            var order = stream.Permutation(8);
            var plain = SignedRank.Bounds(d);
            SignedRank.Bounds([.. order.Select(i => d[i])]).Should().Be(plain);
            var moved = SignedRank.Bounds([.. d.Select(x => 3 * x + 2)]);
            moved.Estimate.Should().BeApproximately(3 * plain.Estimate + 2, 1e-12);
            moved.Lower.Should().BeApproximately(3 * plain.Lower + 2, 1e-12);
            var mirrored = SignedRank.Bounds([.. d.Select(x => -x)]);
            mirrored.Upper.Should().Be(-plain.Lower);
        }
    }

    [Fact]
    public void A_diverged_run_is_a_value_and_can_be_outvoted()
    {
        var bounds = SignedRank.Bounds([double.NegativeInfinity, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        bounds.Lower.Should().BeGreaterThan(0);
        SignedRank.Bounds([double.NegativeInfinity, 1, 2, 3, 4, 5]).Lower.Should().Be(double.NegativeInfinity);
    }

    [Fact]
    public void Opposite_infinities_never_help_a_bound()
    {
        double[] d = [double.NegativeInfinity, double.PositiveInfinity, 1, 1, 1, 1, 1];
        var bounds = SignedRank.Bounds(d);
        bounds.Should().Be(new Bounds(1, double.NegativeInfinity, double.PositiveInfinity, 0.05));
        SignedRank.Bounds(d[..5]).Should().Be(bounds);
        SignedRank.PValues(d[..5], 0).Should().Be((10 / 32.0, 27 / 32.0)); // the unknown average counts against both
    }

    [Fact]
    public void Refuses_nan() => FluentActions.Invoking(() => SignedRank.Bounds([1, double.NaN])).Should().Throw<ArgumentException>();
}
