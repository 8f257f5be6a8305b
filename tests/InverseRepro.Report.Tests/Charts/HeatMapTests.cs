using InverseRepro.Report.Charts;

namespace InverseRepro.Report.Tests.Charts;

public sealed class HeatMapTests
{
    private static readonly double[][] Values = [[1, 0.75, 0.4], [double.NaN, 1, 0.5], [double.NaN, double.NaN, 0.1]];

    [Fact]
    public void Writes_every_number_and_leaves_the_rest_empty()
    {
        var fields = Map().Descendants("g").Where(g => g.HasClass("field")).ToList();
        fields.Select(f => f.Element("text")!.Value).Should().Equal("1.00", "0.75", "0.40", "1.00", "0.50", "0.10");
    }

    [Fact]
    public void Stronger_is_larger_and_no_field_is_of_a_strength_that_hides_its_number()
    {
        var strengths = Map().Descendants("rect").Select(r => r.Number("fill-opacity")).ToList();
        strengths.Should().OnlyContain(s => s <= HeatMap.Weak || s >= HeatMap.Strong);
        strengths[0].Should().Be(1);
        strengths[1].Should().BeGreaterThan(strengths[2]);
    }

    [Fact]
    public void Equal_numbers_make_a_map_too() =>
        Rendered.Of<HeatMap>(("Values", new[] { new[] { 0.5 } }), ("Names", new[] { "a" }), ("Title", "one")).Descendants("rect").Should().ContainSingle();

    private static System.Xml.Linq.XElement Map() =>
        Rendered.Of<HeatMap>(("Values", Values), ("Names", new[] { "embedding", "blocks.0", "blocks.1" }), ("Title", "cka"));
}
