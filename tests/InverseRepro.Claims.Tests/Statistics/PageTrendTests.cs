using InverseRepro.Claims.Statistics;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Statistics;

public class PageTrendTests
{
    [Fact]
    public void Perfect_order_has_one_chance_in_all_permutations()
    {
        var (up, down, z) = PageTrend.PValues([[1, 2, 3], [1, 5, 6], [0, 1, 9]]);
        up.Should().BeApproximately(1 / 216.0, 1e-12);
        down.Should().BeApproximately(1, 1e-12);
        z.Should().BeApproximately(6 / Math.Sqrt(6), 1e-12); // L = 42 against mean 36; the variance of a seed is 2
    }

    [Theory]
    [InlineData(3, 3, 41, 0.05)] // Page's table: 5 % points
    [InlineData(4, 3, 84, 0.05)]
    [InlineData(3, 6, 79, 0.05)]
    public void Five_percent_points_are_the_published_ones(int stages, int seeds, int critical, double alpha)
    {
        PValueOf(critical, stages, seeds).Should().BeLessOrEqualTo(alpha);
        PValueOf(critical - 1, stages, seeds).Should().BeGreaterThan(alpha);
    }

    [Fact]
    public void Agrees_with_the_enumeration_of_all_orders_ties_included()
    {
        double[][] series = [[1, 2, 2, 4], [3, 1, 4, 4], [0, 5, 2, 7]];
        var (up, down, _) = PageTrend.PValues(series);
        var (upReference, downReference) = Enumerate(series);
        up.Should().BeApproximately(upReference, 1e-12);
        down.Should().BeApproximately(downReference, 1e-12);
    }

    [Fact]
    public void Normal_regime_meets_the_exact_one()
    {
        var stream = new Seed(4).Stream();
        double[][] Series(int stages) => [.. Enumerable.Range(0, 6).Select(_ => Enumerable.Range(0, stages)
            .Select(s => 0.15 * s * 12 / stages + stream.NextGaussian()).ToArray())];
        var (exact, _, z) = PageTrend.PValues(Series(12));
        var normal = MathNet.Numerics.Distributions.Normal.CDF(0, 1, -z);
        exact.Should().BeApproximately(normal, 0.01);
        PageTrend.PValues(Series(13)).Increasing.Should().BeInRange(0, 1);
    }

    [Fact]
    public void All_tied_says_nothing() => PageTrend.PValues([[1, 1, 1], [2, 2, 2], [3, 3, 3]]).Should().Be((1, 1, 0));

    [Fact]
    public void Rounding_errors_that_grow_from_stage_to_stage_make_no_trend()
    {
        // What a network of fixed rotations makes of a quantity that it carries through unchanged, in float32.
        double[][] rounded =
        [
            [0.11981987257, 0.11981987131, 0.11981986687, 0.11981984342],
            [0.11363861485, 0.11363859927, 0.11363857173, 0.11363856580],
            [-0.12499058236, -0.12499057602, -0.12499057158, -0.12499056841],
        ];

        PageTrend.PValues(rounded).Should().Be((1, 1, 0));
    }

    [Fact]
    public void A_change_that_float32_resolves_is_a_trend_beside_tied_and_unbounded_values()
    {
        double[][] series = [.. Enumerable.Repeat(new[] { 1, 1 + 1e-7, 1.0001, double.PositiveInfinity }, 4)];
        double[][] ranked = [.. Enumerable.Repeat(new double[] { 1, 1, 3, 4 }, 4)];

        PageTrend.PValues(series).Should().Be(PageTrend.PValues(ranked)).And.Match<(double Increasing, double, double)>(p => p.Increasing < 0.05);
    }

    [Theory]
    [InlineData(2, 5)] // (1/2)⁵
    [InlineData(3, 3)]
    [InlineData(6, 3)]
    public void Minimum_count_is_three_unless_two_stages_need_more(int stages, int n) => PageTrend.MinimumCount(stages).Should().Be(n);

    // Seeds in perfect order, then stages of the last ones exchanged until L is what is asked for.
    private static double PValueOf(int l, int stages, int seeds)
    {
        var all = Orders(stages);
        var totals = new Dictionary<int, double> { [0] = 1 };
        for (var seed = 0; seed < seeds; seed++)
        {
            var next = new Dictionary<int, double>();
            foreach (var (sum, weight) in totals)
                foreach (var order in all)
                {
                    var s = sum + order.Select((rank, stage) => rank * (stage + 1)).Sum();
                    next[s] = next.GetValueOrDefault(s) + weight / all.Count;
                }
            totals = next;
        }
        var reference = totals.Where(t => t.Key >= l).Sum(t => t.Value);
        var example = Example(l, stages, seeds, all);
        PageTrend.PValues(example).Increasing.Should().BeApproximately(reference, 1e-12);
        return reference;
    }

    private static double[][] Example(int l, int stages, int seeds, IReadOnlyList<int[]> all)
    {
        var series = new List<double[]>();
        var largest = Enumerable.Range(1, stages).Sum(s => s * s);
        for (var left = seeds; left > 0; left--)
        {
            var order = all.First(o => l - Score(o) <= (left - 1) * largest && (left > 1 || Score(o) == l));
            l -= Score(order);
            series.Add([.. order.Select(r => (double)r)]);
        }
        return [.. series];
    }

    private static int Score(int[] order) => order.Select((rank, stage) => rank * (stage + 1)).Sum();

    private static IReadOnlyList<int[]> Orders(int n) => n == 0 ? [[]]
        : [.. Orders(n - 1).SelectMany(o => Enumerable.Range(0, n).Select(at => o[..at].Append(n).Concat(o[at..]).ToArray()))];

    private static (double Up, double Down) Enumerate(double[][] series)
    {
        double[] ranks(double[] v) => [.. v.Select(x => v.Count(y => y < x) + (v.Count(y => y == x) + 1) / 2.0)];
        double score(IEnumerable<double> r) => r.Select((rank, stage) => rank * (stage + 1)).Sum();
        var observed = series.Sum(s => score(ranks(s)));
        var orders = Orders(series[0].Length);
        var sums = series.Select(ranks).Aggregate<double[], IEnumerable<double>>([0.0],
            (totals, r) => totals.SelectMany(_ => orders, (t, o) => t + score(o.Select(k => r[k - 1])))).ToArray();
        return ((double)sums.Count(s => s >= observed) / sums.Length, (double)sums.Count(s => s <= observed) / sums.Length);
    }
}
