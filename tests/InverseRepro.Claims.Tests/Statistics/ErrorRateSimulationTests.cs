using InverseRepro.Claims.Statistics;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Statistics;

/// <summary>The reason for the rank rule, at the size that runs in a second: truth exactly on the margin, six seeds.</summary>
public class ErrorRateSimulationTests
{
    private const int Repetitions = 4000;

    [Theory]
    [InlineData("normal")]
    [InlineData("heavy")]
    [InlineData("collapsing")]
    public void Rank_rule_holds_its_level_where_the_point_estimate_does_not(string noise)
    {
        var stream = new Seed(2024).Derive(noise).Stream();
        int ranks = 0, naive = 0;
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var differences = Enumerable.Range(0, 6).Select(_ => Run(stream, noise) - Run(stream, noise)).ToArray();
            ranks += SignedRank.Bounds(differences).Lower > 0 ? 1 : 0;
            naive += differences.Average() > 0 ? 1 : 0;
        }
        var tolerance = 3 * Math.Sqrt(0.05 * 0.95 / Repetitions);
        ((double)ranks / Repetitions).Should().BeLessThan(0.05 + tolerance);
        ((double)naive / Repetitions).Should().BeGreaterThan(0.4);
    }

    [Fact]
    public void Equivalence_at_the_margin_is_rarely_granted_where_no_difference_found_often_is()
    {
        var stream = new Seed(2026).Stream();
        int shown = 0, naive = 0;
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var differences = Enumerable.Range(0, 5).Select(_ => 1 + stream.NextGaussian()).ToArray();
            var bounds = SignedRank.Bounds(differences);
            shown += bounds.Lower > -1 && bounds.Upper < 1 ? 1 : 0;
            var (above, below) = Student.PValues(differences, 0)!.Value;
            naive += Math.Min(above, below) > 0.025 ? 1 : 0;
        }
        ((double)shown / Repetitions).Should().BeLessThan(0.05);
        ((double)naive / Repetitions).Should().BeGreaterThan(0.5);
    }

    [Fact]
    public void Drift_interval_alarms_at_its_level_where_the_largest_deviation_does_not()
    {
        var stream = new Seed(2025).Stream();
        int interval = 0, naive = 0;
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var baseline = Enumerable.Range(0, 5).Select(_ => stream.NextGaussian()).ToArray();
            var fresh = stream.NextGaussian();
            interval += DriftInterval.Of(baseline, 1, 0.05)!.Contains(fresh) ? 0 : 1;
            naive += Math.Abs(fresh - baseline.Average()) > baseline.Max(b => Math.Abs(b - baseline.Average())) ? 1 : 0;
        }
        ((double)interval / Repetitions).Should().BeApproximately(0.05, 3 * Math.Sqrt(0.05 * 0.95 / Repetitions));
        ((double)naive / Repetitions).Should().BeGreaterThan(0.15);
    }

    private static double Run(RandomStream stream, string noise) => noise switch
    {
        "heavy" => stream.NextGaussian() / Math.Sqrt(-2 * Math.Log(1 - stream.NextDouble()) / 2),
        "collapsing" => stream.NextDouble() < 0.1 ? stream.NextGaussian() - 10 : stream.NextGaussian(),
        _ => stream.NextGaussian(),
    };
}
