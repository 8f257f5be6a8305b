using InverseRepro.Report.Charts;

namespace InverseRepro.Report.Tests.Charts;

public sealed class AxisTests
{
    [Fact]
    public void Ticks_are_round_and_inside()
    {
        var axis = Axis.Over([0.013, 0.187]);
        axis.Ticks.Should().HaveCountGreaterThan(2).And.OnlyContain(t => t >= axis.Low && t <= axis.High);
        axis.Ticks.Select(t => Math.Round(t, 10)).Should().Equal(0.05, 0.1, 0.15);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    [InlineData(-1e-300, 1e-300)]
    [InlineData(-1.7e308, 1.7e308)]
    [InlineData(double.NaN, double.PositiveInfinity)]
    public void Any_values_have_an_axis(double first, double second)
    {
        var axis = Axis.Over([first, second]);
        axis.High.Should().BeGreaterThan(axis.Low);
        axis.Ticks.Count.Should().BeLessThan(30);
        double.IsFinite(axis.Place(first, 0, 100)).Should().Be(!double.IsNaN(first));
    }

    [Fact]
    public void A_value_beyond_it_is_placed_at_its_end() => Axis.Over([0, 1]).Place(double.PositiveInfinity, 0, 100).Should().Be(100);
}
