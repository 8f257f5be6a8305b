using InverseRepro.Report.Charts;

namespace InverseRepro.Report.Tests.Charts;

public sealed class LineChartTests
{
    [Fact]
    public void A_value_that_is_not_finite_breaks_the_line()
    {
        var line = new ChartLine("psnr", [(1, 3), (2, double.NaN), (3, 4), (4, 5)]);
        var chart = Rendered.Of<LineChart>(("Lines", new[] { line }), ("Title", "psnr"));
        chart.Descendants("polyline").Should().HaveCount(2);
        chart.Descendants("circle").Should().HaveCount(3);
        chart.Element("svg")!.Attribute("aria-label")!.Value.Should().Be("psnr. psnr: 3, NaN, 4, 5");
    }

    [Fact]
    public void Every_value_of_every_seed_is_a_dot()
    {
        var lines = SeriesLines.BySeed([("seed 1", [new("a", 1, 1, "1"), new("a", 2, 5, "1")]), ("seed 2", [new("a", 1, 3, "1"), new("a", 2, 9, "1")])]);
        var dots = Rendered.Of<LineChart>(("Lines", lines), ("Title", "a")).Descendants("g").Where(g => g.HasClass("faint")).SelectMany(g => g.Elements("circle"));
        dots.Should().HaveCount(4);
    }

    [Fact]
    public void Names_at_most_nine_places_of_a_long_series()
    {
        var line = new ChartLine("curve", [.. Enumerable.Range(0, 200).Select(i => ((double)i, Math.Sin(i)))]);
        Rendered.Of<LineChart>(("Lines", new[] { line }), ("Title", "curve")).Descendants("text").Count(t => t.Attribute("text-anchor")!.Value == "middle")
            .Should().BeLessThanOrEqualTo(9);
    }

    [Fact]
    public void An_empty_chart_is_still_one() => Rendered.Of<LineChart>(("Lines", Array.Empty<ChartLine>()), ("Title", "nothing")).Descendants("svg").Should().ContainSingle();

    [Fact]
    public void Seeds_are_faint_and_their_median_is_not()
    {
        var lines = SeriesLines.BySeed([("seed 1", [new("a", 1, 1, "1"), new("a", 2, 5, "1")]), ("seed 2", [new("a", 1, 3, "1"), new("a", 2, 9, "1")])]);
        lines.Count(l => l.Faint).Should().Be(2);
        lines.Single(l => !l.Faint).Points.Should().Equal((1, 2), (2, 7));
    }
}
