using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;
using static InverseRepro.Claims.Tests.Deciding.Claims;

namespace InverseRepro.Claims.Tests.Deciding;

/// <summary>Fragility, divergence, and what must not change a verdict.</summary>
public class RobustnessTests
{
    private const double Diverged = double.NaN;

    [Fact]
    public void A_verdict_that_one_seed_carries_is_fragile()
    {
        // One of six may lie on the wrong side, but none of the five that remain without another.
        Decide(-0.1, 1, 2, 3, 4, 5).Should().Match<Verdict>(v => v.Outcome == Outcome.Supported && v.Fragile);
        Decide(0.9, 1, 2, 3, 4, 5).Should().Match<Verdict>(v => v.Outcome == Outcome.Supported && !v.Fragile);
    }

    [Fact]
    public void An_open_verdict_that_one_seed_blocks_is_fragile() =>
        Decide(-9, 1, 2, 3, 4, 5).Should().Match<Verdict>(v => v.Outcome == Outcome.Inconclusive && v.Fragile);

    [Fact]
    public void Having_one_seed_fewer_than_the_rule_needs_is_no_fragility() =>
        Decide(1, 1.1, 1.2, 1.3, 1.4).Should().Match<Verdict>(v => v.Outcome == Outcome.Supported && !v.Fragile);

    [Fact]
    public void Disagreement_with_the_t_column_is_fragile() =>
        Decide(1, 1, 1, 1, 60).Should().Match<Verdict>(v => v.Outcome == Outcome.Supported && v.Fragile);

    [Fact]
    public void A_diverged_run_counts_as_the_worst_value()
    {
        var one = Decide(Diverged, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        one.Outcome.Should().Be(Outcome.Supported);
        one.Warnings.Should().Contain("a:x is not finite in seed 1: it is ranked, not dropped");
        Decide(Diverged, 1, 2, 3, 4, 5).Outcome.Should().Be(Outcome.Inconclusive);
    }

    [Fact]
    public void The_worst_value_of_an_error_is_large()
    {
        var claim = With(Greater(0)) with { Estimand = new(MeasurementReference.Parse("a:x"), "1", Direction.Lower, null) };
        var evidence = new TableEvidence().With("a:x", Diverged, 9, 9, 9, 9, 9).With("b:x", 1, 1, 1, 1, 1, 1);
        Decider.Decide(claim, Scale.Micro, evidence).Effect!.Upper.Should().Be(double.PositiveInfinity);
    }

    [Fact]
    public void A_pair_that_diverged_together_differs_by_nothing()
    {
        var verdict = Decider.Decide(With(Greater(0), 6), Scale.Micro,
            new TableEvidence().With("a:x", Diverged, 1, 1, 1, 1, 1).With("b:x", Diverged, 0, 0, 0, 0, 0));
        verdict.Warnings.Should().Contain("a:x − b:x > 0: both members diverged in 1 of 6 pairs: their difference counts as 0");
        verdict.Effect!.Should().Be(new Effect("a:x − b:x > 0", 1, 0.5, 1, 0, "dB"));
        verdict.Outcome.Should().Be(Outcome.Supported);
    }

    [Fact]
    public void A_diverged_stage_helps_no_order()
    {
        var monotone = new Rule.Monotone(MeasurementReference.Parse("c:y[*]"), Trending.Decreasing, 0.1, 0.1, null, "why");
        var trend = new Rule.Trend(monotone.Of, Trending.Decreasing, null, "why");
        for (var stage = 0; stage < 3; stage++)
        {
            double[] series = [3, 2, 1];
            series[stage] = Diverged;
            var evidence = new TableEvidence().WithSeries("c:y", [.. Enumerable.Repeat(series, 6)]);
            Decider.Decide(With(monotone), Scale.Micro, evidence).Outcome.Should().NotBe(Outcome.Supported);
            Decider.Decide(With(trend), Scale.Micro, evidence).Outcome.Should().Be(Outcome.Inconclusive);
        }
    }

    [Fact]
    public void Diverged_runs_violate_what_is_deterministic()
    {
        var rule = new Rule.Deterministic(MeasurementReference.Parse("a:x"), Comparison.AtMost, 10, null, "why");
        Decider.Decide(With(rule), Scale.Micro, new TableEvidence().With("a:x", 1, 1, 1, 1, 1, Diverged)).Outcome.Should().Be(Outcome.Contradicted);
    }

    [Fact]
    public void Verdicts_follow_shift_and_scale_and_ignore_the_order_of_seeds()
    {
        var stream = new Seed(11).Stream();
        for (var repetition = 0; repetition < 40; repetition++)
        {
            double[] a = [.. Enumerable.Range(0, 7).Select(_ => stream.NextGaussian() + 0.8)], b = [.. a.Select(_ => stream.NextGaussian())];
            var order = stream.Permutation(7);
            var plain = Decide(a, b, 0.2, 7);
            AssertSame(plain, Decide([.. a.Select(v => v + 10)], [.. b.Select(v => v + 10)], 0.2, 7));
            AssertSame(plain, Decide([.. a.Select(v => v * 4)], [.. b.Select(v => v * 4)], 0.8, 7));
            AssertSame(plain, Decide([.. order.Select(i => a[i])], [.. order.Select(i => b[i])], 0.2, 7));
            var turned = Decide(b, a, -0.2, 7); // b − a > −0.2 is the claim's complement
            turned.Outcome.Should().Be(plain.Outcome switch
            {
                Outcome.Supported => Outcome.Contradicted,
                Outcome.Contradicted => Outcome.Supported,
                _ => Outcome.Inconclusive,
            });
        }
    }

    [Fact]
    public void False_support_at_the_margin_keeps_its_level_through_the_decider()
    {
        var stream = new Seed(12).Stream();
        const int Repetitions = 1500;
        var supported = Enumerable.Range(0, Repetitions).Count(_ => Decide(
            [.. Enumerable.Range(0, 6).Select(_ => stream.NextGaussian() + 0.5)], [.. Enumerable.Range(0, 6).Select(_ => stream.NextGaussian())], 0.5, 6)
            .Outcome == Outcome.Supported);
        ((double)supported / Repetitions).Should().BeLessThan(0.05 + 3 * Math.Sqrt(0.05 * 0.95 / Repetitions));
    }

    [Fact]
    public void Images_of_one_checkpoint_are_units_of_their_own()
    {
        var evidence = new TableEvidence().WithSeries("a:x", [.. Enumerable.Range(1, 100).Select(i => 1 + i / 100.0)])
            .WithSeries("b:x", [.. Enumerable.Repeat(1.0, 100)]);
        var claim = With(Greater(0.3, of: "a:x[*]", than: "b:x[*]"), 1) with { Unit = EvidenceUnit.Image };
        var verdict = Decider.Decide(claim, Scale.Micro, evidence);
        verdict.Outcome.Should().Be(Outcome.Supported);
        verdict.Effect!.Estimate.Should().BeApproximately(0.505, 1e-9);
        verdict.Reason.Should().Contain("of 100 images above");
        var unequal = Decider.Decide(With(Greater(0.3, of: "a:x[*]", than: "b:x[1..9]"), 1) with { Unit = EvidenceUnit.Image }, Scale.Micro, evidence);
        unequal.Outcome.Should().Be(Outcome.NotMeasured);
    }

    [Fact]
    public void A_paper_is_summed_up_with_and_without_correction()
    {
        var strong = Decide(1, 2, 3, 4, 5, 6, 7, 8, 9, 10); // p = 1/1024
        var weak = Decide(1, 2, 3, 4, 5); // p = 1/32
        var open = Decide(-1, 1, -2, 2, 0);
        var missing = Decider.Decide(With(Greater(0)), Scale.Micro, new TableEvidence());
        PaperSummary.Of([strong, weak, open, missing]).Should().Be(new PaperSummary(2, 1, 3, 3 * 0.05));
    }

    private static void AssertSame(Verdict expected, Verdict actual) =>
        (actual.Outcome, actual.Fragile, actual.SeedsNeeded).Should().Be((expected.Outcome, expected.Fragile, expected.SeedsNeeded));

    private static Verdict Decide(params double[] differences) => Decide(differences, new double[differences.Length], 0, differences.Length);

    private static Verdict Decide(double[] a, double[] b, double margin, int seeds) =>
        Decider.Decide(With(Greater(margin), seeds), Scale.Micro, new TableEvidence().With("a:x", a).With("b:x", b));
}
