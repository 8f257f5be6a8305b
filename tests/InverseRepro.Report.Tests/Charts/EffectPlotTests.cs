using System.Xml.Linq;
using InverseRepro.Claims.Definition;
using InverseRepro.Report.Charts;
using InverseRepro.Report.Collecting;

namespace InverseRepro.Report.Tests.Charts;

public sealed class EffectPlotTests
{
    private static readonly SupportedRange Above = new(0.1, double.PositiveInfinity);

    [Fact]
    public void Says_in_words_what_it_draws() => Plot(Samples.Effect(), Above).Attribute("aria-label")!.Value
        .Should().Be("loss: 1.83 [1.74, 1.90] dB, margin 0.1 dB; seed 1 1.75, seed 2 1.9");

    [Fact]
    public void Every_seed_is_a_dot_under_its_own_name()
    {
        var dots = Plot(Samples.Effect(), Above).Descendants("circle").Where(c => c.HasClass("seed")).ToList();
        dots.Select(d => d.Value).Should().Equal("seed 1: 1.75 dB", "seed 2: 1.9 dB");
        dots[0].Number("cx").Should().BeLessThan(dots[1].Number("cx"));
    }

    [Fact]
    public void Equal_values_are_stacked_not_hidden()
    {
        var points = Enumerable.Range(1, 40).Select(i => new LeafPoint($"seed {i}", 1)).ToList();
        var dots = Rendered.Of<EffectPlot>(("Effect", Samples.Effect(1, 1, 1)), ("Points", points)).Descendants("circle").ToList();
        dots.Select(d => d.Number("cy")).Should().OnlyHaveUniqueItems().And.OnlyContain(y => y > 0);
    }

    [Fact]
    public void An_equivalence_has_both_its_margins()
    {
        var plot = Plot(Samples.Effect(0.01, -0.02, 0.04), new SupportedRange(-0.1, 0.1));
        plot.Descendants("line").Count(l => l.HasClass("margin")).Should().Be(2);
        plot.Single("rect", "range").Number("width").Should().BeGreaterThan(20);
    }

    [Fact]
    public void A_bound_that_is_not_finite_ends_at_the_edge()
    {
        var bar = Plot(Samples.Effect(2, double.NegativeInfinity, 3), Above).Single("line", "interval");
        bar.Number("x1").Should().Be(16);
        bar.Number("x2").Should().BeGreaterThan(16);
    }

    [Fact]
    public void The_mark_of_a_table_has_its_margin_in_the_middle_whatever_the_unit()
    {
        foreach (var scale in new[] { 1e-6, 1, 1e9 })
        {
            var mark = Rendered.Of<ForestMark>(("Effect", Samples.Effect(1.8 * scale, 1.7 * scale, 1.9 * scale, scale)), ("Range", new SupportedRange(scale, double.PositiveInfinity)));
            mark.Single("line", "margin").Number("x1").Should().Be(80);
            mark.Single("line", "interval").Number("x1").Should().BeGreaterThan(80);
        }
    }

    [Theory]
    [InlineData(double.NaN, double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(0, 0, 0)]
    public void Any_effect_can_be_drawn(double estimate, double lower, double upper)
    {
        Rendered.Of<ForestMark>(("Effect", Samples.Effect(estimate, lower, upper))).ToString().Should().NotContain("NaN\"").And.NotContain("∞\"");
        var plot = Rendered.Of<EffectPlot>(("Effect", Samples.Effect(estimate, lower, upper)));
        plot.Descendants().Attributes().Where(a => a.Name != "aria-label").Should().OnlyContain(a => !a.Value.Contains("NaN") && !a.Value.Contains('∞'));
    }

    [Fact]
    public void A_trend_has_no_range_for_its_interval_decides_nothing() =>
        SupportedRange.Of(new Rule.Trend(MeasurementReference.Parse("toy:curve[*]"), Trending.Decreasing, null, "")).Should().BeNull();

    private static XElement Plot(Claims.Deciding.Effect effect, SupportedRange range) => Rendered.Of<EffectPlot>(("Effect", effect), ("Range", range),
        ("Points", new[] { new LeafPoint("seed 1", 1.75), new LeafPoint("seed 2", 1.9) })).Element("svg")!;
}
