using InverseRepro.Claims.Statistics;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Statistics;

public sealed class ChangePointTests
{
    private static double[] Noise(int count, ulong seed)
    {
        var random = new Seed(seed).Stream();
        return [.. Enumerable.Range(0, count).Select(_ => random.NextGaussian())];
    }

    private static IReadOnlyList<ChangePoint> Find(IReadOnlyList<double> series, double alpha = 0.01) => ChangePoint.Find(series, alpha, new Seed(7));

    [Fact]
    public void Finds_an_injected_step_where_it_is()
    {
        var series = Noise(30, 1).Select((v, i) => i < 18 ? v : v + 6).ToList();
        var step = Find(series).Should().ContainSingle().Subject;
        step.Index.Should().Be(18);
        step.Shift.Estimate.Should().BeApproximately(6, 1);
        step.Shift.Lower.Should().BeInRange(4, step.Shift.Estimate);
        step.PValue.Should().BeLessThanOrEqualTo(0.01);
    }

    [Fact]
    public void Finds_several_steps_and_their_sizes()
    {
        var series = Noise(60, 2).Select((v, i) => v + (i < 20 ? 0 : i < 40 ? 6 : -3)).ToList();
        var steps = Find(series);
        steps.Select(s => s.Index).Should().Equal(20, 40);
        steps[0].Shift.Estimate.Should().BeApproximately(6, 1);
        steps[1].Shift.Estimate.Should().BeApproximately(-9, 1);
    }

    [Fact]
    public void Finds_a_step_between_runs_that_repeat_to_the_bit() =>
        Find([.. Enumerable.Repeat(0.25, 10), .. Enumerable.Repeat(0.26, 6)]).Select(s => (s.Index, s.Shift.Estimate)).Should().Equal((10, 0.26 - 0.25));

    [Fact]
    public void One_run_apart_is_no_step_yet() => Find([.. Enumerable.Repeat(0.25, 10), 0.5]).Should().BeEmpty();

    [Theory]
    [InlineData]
    [InlineData(1.0)]
    [InlineData(1.0, 2.0, double.NaN)]
    [InlineData(3.0, 3.0, 3.0, 3.0, 3.0)]
    public void Short_and_constant_series_have_no_step(params double[] series) => Find(series).Should().BeEmpty();

    [Fact]
    public void A_diverged_stretch_is_a_step() =>
        Find([.. Noise(15, 3), .. Enumerable.Repeat(double.NaN, 8)]).Select(s => s.Index).Should().Equal(15);

    /// <summary>At α = 0.05, 400 series of pure noise of several lengths and shapes give 20 false alarms on average; 35 are four deviations more.</summary>
    [Theory]
    [InlineData(8)]
    [InlineData(25)]
    public void False_alarms_keep_to_their_level(int length)
    {
        var alarms = Enumerable.Range(1, 400).Count(i => Find(Noise(length, (ulong)i).Select(v => i % 2 == 0 ? Math.Round(v) : Math.Exp(v)).ToList(), alpha: 0.05).Count > 0);
        alarms.Should().BeInRange(5, 35);
    }

    [Fact]
    public void Power_grows_with_the_step()
    {
        int Found(double size) => Enumerable.Range(1, 60).Count(i => Find([.. Noise(20, (ulong)i).Select((v, t) => t < 10 ? v : v + size)]).Count > 0);
        Found(3).Should().BeGreaterThan(55);
        Found(1.5).Should().BeInRange(15, 55);
    }
}
