using InverseRepro.Claims.Statistics;

namespace InverseRepro.Claims.Tests.Statistics;

public class FriedmanTests
{
    [Theory]
    [InlineData(3, 3, 1.0 / 36)] // all three seeds alike: 3!·(1/3!)³
    [InlineData(4, 3, 1.0 / 576)]
    [InlineData(4, 6, 1.0 / 7962624)]
    public void Complete_agreement_reaches_the_floor(int arms, int seeds, double p)
    {
        var row = Enumerable.Range(0, arms).Select(a => (double)a).ToArray();
        Friedman.PValue([.. Enumerable.Repeat(row, seeds)]).Should().BeApproximately(p, 1e-12);
        Friedman.Floor(seeds, arms).Should().BeApproximately(p, 1e-12);
    }

    [Theory]
    [InlineData(1, 7)] // ten rows of random numbers each
    [InlineData(2, 8)]
    [InlineData(3, 9)]
    public void Agrees_with_every_permutation_counted(ulong seed, ulong ties)
    {
        var stream = new InverseRepro.Experiments.Seed(seed).Stream();
        double[][] rows = [.. Enumerable.Range(0, 4).Select(_ => (double[])[.. Enumerable.Range(0, 3).Select(_ => (double)(stream.NextUInt64() % ties))])];
        Friedman.PValue(rows).Should().BeApproximately(Counted(rows), 1e-12);
    }

    [Fact]
    public void Rows_that_are_all_tied_show_nothing() => Friedman.PValue([[1, 1, 1], [2, 2, 2], [0, 0, 0]]).Should().BeApproximately(1, 1e-12);

    [Fact]
    public void Few_seeds_are_named_as_too_few()
    {
        Friedman.MinimumCount(2).Should().Be(6); // 2·(1/2)⁶ = 0.031
        Friedman.MinimumCount(3).Should().Be(3);
        Friedman.MinimumCount(4, 0.05 / 3).Should().Be(3);
    }

    /// <summary>The slow twin: every order of every row.</summary>
    private static double Counted(double[][] rows)
    {
        int[][] ranks = [.. rows.Select(r => (int[])[.. r.Select(v => r.Count(o => o < v) + r.Count(o => o <= v) + 1)])];
        int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        var all = (int)Math.Pow(orders.Length, rows.Length);
        var observed = Statistic([.. ranks.Select(_ => orders[0])], ranks);
        return Enumerable.Range(0, all).Count(code =>
            Statistic([.. ranks.Select((_, i) => orders[code / (int)Math.Pow(orders.Length, i) % orders.Length])], ranks) >= observed) / (double)all;
    }

    private static int Statistic(int[][] orders, int[][] ranks) =>
        Enumerable.Range(0, 3).Sum(arm => (int)Math.Pow(ranks.Select((r, i) => r[orders[i][arm]]).Sum(), 2));
}
