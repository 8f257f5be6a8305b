using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Storing;
using InverseRepro.Claims.Tests.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Baselines;

public class BaselineGateTests
{
    private const string Mse = "invert-modular:mse01[2]", Cost = "invert-modular:seconds";

    private static readonly double[] Values = [0.010, 0.011, 0.012, 0.013, 0.014, 0.015];

    private static readonly RunRecord Run = Records.Run;

    /// <summary>One gated metric and one cost; six seeds.</summary>
    private static Baseline Accepted(Outcome outcome = Outcome.Supported, bool fragile = false, params double[] values)
    {
        values = values is [] ? Values : values;
        var bySeed = values.Select((v, i) => (Seed: (ulong)i + 1, v)).ToDictionary(p => p.Seed, p => p.v);
        return new Baseline(1, "tvm-modular-cheaper", Scale.Micro, Run.DeviceClass, "ff00", outcome, fragile, null,
            [.. bySeed.Keys.Select(s => new Seed(s))], BaselineSource.Of(Run), new Dictionary<string, BaselineSeries>
            {
                [Mse] = new("1", true, 1e-4, bySeed),
                [Cost] = new("s", false, 0, bySeed),
            });
    }

    private static Verdict Now(Outcome outcome = Outcome.Supported) =>
        Records.Verdict(outcome: outcome) with { Seeds = [.. Enumerable.Range(1, 6).Select(i => new Seed((ulong)i))] };

    /// <summary>Seeds 1 … n with these values; costs always a hundred times the baseline's.</summary>
    private static Table Measured(params double[] values) => new(values.Select((v, i) => ((ulong)i + 1, v)));

    private static BaselineComparison Compare(Verdict verdict, IEvidence evidence, Baseline? baseline, RunRecord? run = null, bool fresh = false) =>
        BaselineGate.Compare(verdict, evidence, baseline, run ?? Run, fresh);

    [Fact]
    public void The_same_numbers_pass_and_are_told_to_be_bit_identical()
    {
        var comparison = Compare(Now(), Measured(Values), Accepted());
        comparison.Status.Should().Be(GateStatus.Passed);
        comparison.Message.Should().BeEmpty();
        comparison.Sameness!.ToString().Should().Be("bit-identical to the baseline in 6 values");
        comparison.Metrics.Select(m => m.Status).Should().Equal(MetricStatus.Within, MetricStatus.Recorded);
    }

    [Theory]
    [InlineData(Outcome.Supported, false, Outcome.Supported, GateStatus.Passed)]
    [InlineData(Outcome.Contradicted, false, Outcome.Contradicted, GateStatus.Passed)]
    [InlineData(Outcome.Inconclusive, false, Outcome.Inconclusive, GateStatus.Passed)]
    [InlineData(Outcome.Supported, false, Outcome.Contradicted, GateStatus.Failed)]
    [InlineData(Outcome.Supported, true, Outcome.Contradicted, GateStatus.Failed)]
    [InlineData(Outcome.Contradicted, false, Outcome.Supported, GateStatus.Failed)]
    [InlineData(Outcome.Supported, false, Outcome.Inconclusive, GateStatus.Failed)]
    [InlineData(Outcome.Supported, true, Outcome.Inconclusive, GateStatus.Passed)]
    [InlineData(Outcome.Contradicted, false, Outcome.Inconclusive, GateStatus.Failed)]
    [InlineData(Outcome.Contradicted, true, Outcome.Inconclusive, GateStatus.Passed)]
    [InlineData(Outcome.Inconclusive, false, Outcome.Supported, GateStatus.Passed)]
    [InlineData(Outcome.Inconclusive, false, Outcome.Contradicted, GateStatus.Passed)]
    [InlineData(Outcome.Supported, false, Outcome.NotMeasured, GateStatus.NotMeasured)]
    public void Verdict_gate(Outcome before, bool fragile, Outcome now, GateStatus expected) =>
        Compare(Now(now), Measured(Values), Accepted(before, fragile)).Status.Should().Be(expected);

    [Fact]
    public void A_flip_says_what_rule_cause_and_commands()
    {
        var comparison = Compare(Now(Outcome.Contradicted), Measured(Values), Accepted(), Run with { Commit = "4567def", Dirty = true });
        comparison.Message.Should().Be(
            """
            FAIL verdict tvm-modular-cheaper micro
              what:   supported at the baseline, contradicted now (lower bound 1.8 > 1.2)
              rule:   a decided verdict never turns into its opposite
              likely: the code changed: commit 0123abc at the baseline, 4567def with changes now
              next:   what was measured: repro show tvm-modular-cheaper; before: repro history tvm-modular-cheaper
              next:   if the change is meant: repro accept tvm-modular-cheaper
            """);
    }

    [Fact]
    public void A_gained_decision_is_news() =>
        Compare(Now(), Measured(Values), Accepted(Outcome.Inconclusive)).News.Should().Equal(
            "NEWS tvm-modular-cheaper micro: inconclusive at the baseline, supported now (lower bound 1.8 > 1.2); to keep it: repro accept tvm-modular-cheaper");

    [Fact]
    public void A_first_alarm_asks_for_fresh_seeds()
    {
        var comparison = Compare(Now(), Measured(0.1, 0.1, 0.1, 0.1, 0.1, 0.1), Accepted());
        comparison.Status.Should().Be(GateStatus.NeedsFreshSeeds);
        comparison.FreshCells.Select(c => c.ToString()).Should().Equal(
            Enumerable.Range(7, 6).Select(s => $"invert-modular micro seed {s}"));
        comparison.News.Should().Equal(
            "NEWS tvm-modular-cheaper micro: first alarm: invert-modular:mse01[2]: mean 0.1 over 6 seeds; expected 0.0125 ± 0.00741918");
    }

    [Fact]
    public void A_second_alarm_fails_in_four_parts()
    {
        var drifted = Enumerable.Repeat(0.1, 6).Concat(Enumerable.Repeat(0.11, 6)).ToArray();
        var comparison = Compare(Now(), Measured(drifted), Accepted(), Run with { Engine = "libtorch 2.7" }, fresh: true);
        comparison.Status.Should().Be(GateStatus.Failed);
        comparison.Message.Should().Be(
            """
            FAIL drift tvm-modular-cheaper micro
              what:   invert-modular:mse01[2]: mean 0.1 over 6 seeds, then 0.11 over 6 fresh seeds; expected 0.0125 ± 0.00741918
              rule:   the mean stays in the baseline's 99.9 % prediction interval (over its 1 gated metrics together), with fresh seeds too
              likely: the engine changed: libtorch 1.13 at the baseline, libtorch 2.7 now
              next:   what was measured: repro show tvm-modular-cheaper; before: repro history tvm-modular-cheaper
              next:   if the change is meant: repro accept tvm-modular-cheaper
            """);
    }

    [Fact]
    public void Fresh_seeds_inside_the_interval_clear_the_alarm()
    {
        var cleared = Enumerable.Repeat(0.1, 6).Concat(Values).ToArray();
        var comparison = Compare(Now(), Measured(cleared), Accepted(), fresh: true);
        comparison.Status.Should().Be(GateStatus.Passed);
        comparison.News.Single().Should().StartWith("NEWS tvm-modular-cheaper micro: alarm cleared: ");
    }

    [Fact]
    public void Fresh_seeds_that_were_not_measured_are_never_green() =>
        Compare(Now(), Measured(Enumerable.Repeat(0.1, 9).ToArray()), Accepted(), fresh: true).Status.Should().Be(GateStatus.NotMeasured);

    [Fact]
    public void A_vanished_metric_is_never_green()
    {
        var comparison = Compare(Now(), Measured(Values[..4]), Accepted());
        comparison.Status.Should().Be(GateStatus.NotMeasured);
        comparison.News[0].Should().StartWith("NEWS tvm-modular-cheaper micro: not measured: invert-modular:mse01[2]");
    }

    [Fact]
    public void A_diverged_run_alarms_and_a_diverged_baseline_gives_no_interval()
    {
        Compare(Now(), Measured(0.01, 0.011, double.NaN, 0.013, 0.014, 0.015), Accepted()).Status.Should().Be(GateStatus.NeedsFreshSeeds);
        Compare(Now(), Measured(Values), Accepted(values: [0.01, double.NaN, 0.012])).Metrics[0].Status.Should().Be(MetricStatus.NoInterval);
    }

    [Fact]
    public void Seeds_that_agree_exactly_alarm_only_beyond_the_resolution()
    {
        var saturated = Accepted(values: [0.3, 0.3, 0.3, 0.3, 0.3, 0.3]);
        Compare(Now(), Measured(0.3, 0.3, 0.3, 0.3, 0.3, 0.30005), saturated).Status.Should().Be(GateStatus.Passed);
        Compare(Now(), Measured(0.3, 0.3, 0.3, 0.3, 0.3, 0.302), saturated).Status.Should().Be(GateStatus.NeedsFreshSeeds);
    }

    [Fact]
    public void Small_differences_are_told_and_fail_nothing()
    {
        var other = Values.Select(v => v * (1 + 1e-6)).ToArray();
        var comparison = Compare(Now(), Measured(other), Accepted(), Run with { DeviceClass = "cuda-sm90" });
        comparison.Status.Should().Be(GateStatus.Passed);
        comparison.Sameness!.ToString().Should().Be(
            "0 of 6 values bit-identical, the others equal within 1E-06 (worst: invert-modular:mse01[2]); another device class");
    }

    [Fact]
    public void A_ratio_of_costs_is_gated_on_the_same_device_class_only()
    {
        const string ratio = "invert-modular:mse01[2] / invert-modular:seconds"; // a hundredth wherever it is measured
        var accepted = Accepted() with
        {
            Series = new Dictionary<string, BaselineSeries>
            {
                [ratio] = new(MetricResolution.CostRatio, true, 0.05, Values.Select((_, i) => (ulong)i + 1).ToDictionary(s => s, _ => 2.0)),
            }
        };
        var here = Compare(Now(), Measured(Values), accepted);
        here.Status.Should().Be(GateStatus.NeedsFreshSeeds);
        here.Metrics.Single().Mean.Should().BeApproximately(0.01, 1e-12);
        Compare(Now(), Measured(Values), accepted, Run with { DeviceClass = "cuda-sm90" }).Status.Should().Be(GateStatus.Passed);
    }

    [Fact]
    public void A_changed_rule_fails_before_anything_is_compared() =>
        Compare(Now() with { RuleHash = "ee11" }, Measured(Values), Accepted()).Message.Should().Be(
            """
            FAIL rule tvm-modular-cheaper micro
              what:   rule or margin changed since the baseline was accepted: hash ff00 at the baseline, ee11 now
              rule:   rule, margins, gates, controls and planned seeds are declared before the data
              likely: the claim file was edited, or a new version reads it otherwise
              next:   what changed: git log -p -- claims; how it is decided: repro show tvm-modular-cheaper
              next:   if the change is meant: repro accept tvm-modular-cheaper
            """);

    [Fact]
    public void A_missing_baseline_fails() =>
        Compare(Now() with { Scale = Scale.Real }, Measured(Values), null).Message.Should().Be(
            """
            FAIL missing-baseline tvm-modular-cheaper real
              what:   no baseline; supported now (lower bound 1.8 > 1.2)
              rule:   every claim is compared with an accepted baseline
              likely: the claim or its scale is new
              next:   if the numbers are sound: repro accept tvm-modular-cheaper --scale real
            """);

    [Fact]
    public void A_supported_control_fails_whatever_the_baseline_says() =>
        Compare(Now() with { Controls = [new ControlVerdict("swapped", Outcome.Supported, "2 > 1.2")] }, Measured(Values), Accepted()).Message.Should().Be(
            """
            FAIL control tvm-modular-cheaper micro
              what:   negative control 'swapped' is supported (2 > 1.2)
              rule:   every negative control comes out not supported
              likely: the rule is met by what it must not be met by, or the control's data is mixed up
              next:   how it is decided: repro show tvm-modular-cheaper
            """);

    /// <summary>Values of <see cref="Mse"/> by seed.</summary>
    private sealed class Table(IEnumerable<(ulong Seed, double Value)> values) : IEvidence
    {
        private readonly Dictionary<ulong, double> _values = values.ToDictionary(v => v.Seed, v => v.Value);

        public IReadOnlyDictionary<(string Name, int? Index), double>? Of(CellId cell) => _values.TryGetValue(cell.Seed.Value, out var value)
            ? new Dictionary<(string, int?), double> { [("mse01", 2)] = value, [("seconds", null)] = 100 * value }
            : null;
    }
}
