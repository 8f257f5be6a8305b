using InverseRepro.Claims.Statistics;

namespace InverseRepro.Claims.Tests.Statistics;

public class SmallSampleTests
{
    [Fact]
    public void Holm_steps_down() =>
        Holm.Adjust([0.01, 0.04, 0.03, 0.005]).Should().BeEquivalentTo([0.03, 0.06, 0.06, 0.02], o => o
            .WithStrictOrdering().Using<double>(c => c.Subject.Should().BeApproximately(c.Expectation, 1e-12)).WhenTypeIs<double>());

    [Fact]
    public void Holm_stops_at_the_first_that_fails() =>
        Holm.Rejects([0.01, 0.04, 0.03, 0.005]).Should().Equal(true, false, false, true);

    [Theory]
    [InlineData(5, 5, 0.5493, 1)] // 0.05^(1/5)
    [InlineData(0, 5, 0, 0.4507)]
    [InlineData(8, 10, 0.4931, 0.9632)]
    public void Clopper_pearson_is_exact(int wins, int n, double lower, double upper)
    {
        var bounds = ClopperPearson.Bounds(wins, n);
        bounds.Lower.Should().BeApproximately(lower, 1e-4);
        bounds.Upper.Should().BeApproximately(upper, 1e-4);
    }

    [Fact]
    public void Win_rate_counts_strict_wins() => ClopperPearson.WinRate([1, 0, -1, 2]).Estimate.Should().Be(0.5);

    [Fact]
    public void T_interval_of_three()
    {
        var mean = Student.Mean([1, 2, 3])!;
        mean.Lower.Should().BeApproximately(2 - 2.919986 / Math.Sqrt(3), 1e-5);
        Student.Prediction([1, 2, 3], 0.025)!.Upper.Should().BeApproximately(2 + 4.302653 * Math.Sqrt(4 / 3.0), 1e-5);
        Student.PValues([1, 2, 3], 2)!.Value.Above.Should().BeApproximately(0.5, 1e-12);
    }

    [Fact]
    public void T_column_is_undefined_once_a_run_diverged() => Student.Mean([1, 2, double.NegativeInfinity]).Should().BeNull();

    [Fact]
    public void T_column_without_spread_is_certain() => Student.PValues([1, 1, 1], 1).Should().Be((1.0, 1.0));

    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 5)]
    [InlineData(0.5, 26)]
    public void Power_line_follows_the_normal_formula(double deltaInDeviations, int seeds) =>
        Power.SeedsFor(deltaInDeviations, 1).Should().Be(seeds);

    [Fact]
    public void Power_line_has_no_answer_on_the_margin() => Power.SeedsFor(0, 1).Should().BeNull();

    [Fact]
    public void Detectable_distance_is_the_formula_inverted() =>
        Power.Detectable(7, 1).Should().BeApproximately(2.487 / Math.Sqrt(7 * 0.955), 1e-12);

    [Fact]
    public void Drift_interval_is_the_prediction_interval_of_the_new_mean()
    {
        var one = DriftInterval.Of([1, 2, 3], newRuns: 1, alpha: 0.05)!;
        one.HalfWidth.Should().BeApproximately(4.302653 * Math.Sqrt(4 / 3.0), 1e-5);
        DriftInterval.Of([1, 2, 3], newRuns: 3, alpha: 0.05)!.HalfWidth.Should().BeApproximately(4.302653 * Math.Sqrt(2 / 3.0), 1e-5);
        one.Contains(2 + one.HalfWidth).Should().BeTrue();
        one.Contains(2.001 + one.HalfWidth).Should().BeFalse();
        one.Contains(double.NaN).Should().BeFalse();
    }

    [Fact]
    public void Drift_interval_never_shrinks_below_the_resolution() =>
        DriftInterval.Of([1, 1, 1], newRuns: 3, alpha: 0.05, resolution: 0.01)!.HalfWidth.Should().Be(0.01);

    [Fact]
    public void Drift_interval_needs_two_finite_runs()
    {
        DriftInterval.Of([1], 3, 0.05).Should().BeNull();
        DriftInterval.Of([1, double.PositiveInfinity, 2], 3, 0.05).Should().BeNull();
    }

    [Fact]
    public void Shape_warns_of_skew_and_of_clusters_only()
    {
        DistributionShape.Warnings([1, 2, 3, 4, 5, 6]).Should().BeEmpty();
        DistributionShape.Warnings([1, 1, 1, 1, 1, 9]).Should().ContainSingle().Which.Should().StartWith("the differences are skewed to the right");
        DistributionShape.Warnings([1, 1.1, 1.2, 9, 9.1, 9.2]).Should().ContainSingle().Which.Should().StartWith("the differences form two clusters");
    }
}
