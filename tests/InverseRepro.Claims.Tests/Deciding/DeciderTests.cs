using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;
using static InverseRepro.Claims.Tests.Deciding.Claims;

namespace InverseRepro.Claims.Tests.Deciding;

public class DeciderTests
{
    private static readonly double[] Six = [1.0, 1.1, 1.2, 1.3, 1.4, 1.5];
    private static readonly double[] Zero = [0, 0, 0, 0, 0, 0];

    private static readonly TableEvidence SixAboveZero = new TableEvidence().With("a:x", Six).With("b:x", Zero);

    [Theory]
    [InlineData(0.5, Outcome.Supported)]
    [InlineData(1.05, Outcome.Supported)] // the bound is the third Walsh average, 1.1
    [InlineData(1.1, Outcome.Inconclusive)] // a tie to the margin decides nothing
    [InlineData(1.25, Outcome.Inconclusive)]
    [InlineData(1.4, Outcome.Inconclusive)]
    [InlineData(1.45, Outcome.Contradicted)]
    public void Supports_only_when_the_lower_bound_exceeds_the_margin(double margin, Outcome outcome)
    {
        var verdict = Decide(Greater(margin), SixAboveZero);
        verdict.Outcome.Should().Be(outcome);
        verdict.Effect!.Estimate.Should().BeApproximately(1.25, 1e-12);
        verdict.Effect.Lower.Should().BeApproximately(1.1, 1e-12);
        verdict.Effect.Upper.Should().BeApproximately(1.4, 1e-12);
        verdict.Effect.Unit.Should().Be("dB");
    }

    [Theory]
    [InlineData(0.5, "a:x − b:x > 0.5: 1.25 [1.1, 1.4] lies above 0.5 (6 of 6 seeds above)")]
    [InlineData(1.3, "a:x − b:x > 1.3: 1.25 [1.1, 1.4] reaches across 1.3 (2 of 6 seeds above; detectable from 1.494)")]
    [InlineData(2, "a:x − b:x > 2: 1.25 [1.1, 1.4] lies below 2 (0 of 6 seeds above)")]
    public void Says_what_decided_in_one_line(double margin, string reason) => Decide(Greater(margin), SixAboveZero).Reason.Should().Be(reason);

    [Fact]
    public void Too_few_seeds_are_never_support()
    {
        var verdict = Decide(Greater(0), new TableEvidence().With("a:x", 9, 9, 9).With("b:x", 0, 0, 0), seeds: 3);
        verdict.Outcome.Should().Be(Outcome.Inconclusive);
        verdict.Reason.Should().Be("n too small: have 3, need 5");
        verdict.SeedsNeeded.Should().Be(5);
        verdict.Fragile.Should().BeFalse();
    }

    [Theory]
    [InlineData(1.3, 91)] // spread 0.187, 0.05 from the margin: (2.487 · 0.187 / 0.05)² / 0.955
    [InlineData(1.1, 11)] // 0.15 away: 10.07, rounded up
    [InlineData(1.25, null)] // on the margin no number of seeds is enough
    [InlineData(0.5, null)] // settled
    public void An_open_verdict_says_how_many_seeds_would_settle_it(double margin, int? seeds) =>
        Decide(Greater(margin), SixAboveZero).SeedsNeeded.Should().Be(seeds);

    [Theory]
    [InlineData(2.0, Outcome.Supported)]
    [InlineData(1.4, Outcome.Inconclusive)] // ties
    [InlineData(1.3, Outcome.Inconclusive)]
    [InlineData(0.5, Outcome.Contradicted)]
    public void Equivalence_must_be_shown(double within, Outcome outcome)
    {
        Decide(new Rule.Equivalent(Of("a:x"), Of("b:x"), within, null, "why"), SixAboveZero).Outcome.Should().Be(outcome);
        Decide(new Rule.Equivalent(Of("b:x"), Of("a:x"), within, null, "why"), SixAboveZero).Outcome.Should().Be(outcome);
    }

    [Theory]
    [InlineData(1.5, Outcome.Supported)]
    [InlineData(2.0, Outcome.Inconclusive)] // every ratio is exactly 2: a tie
    [InlineData(2.5, Outcome.Contradicted)]
    public void Ratio_is_decided_on_logarithms(double atLeast, Outcome outcome)
    {
        var evidence = new TableEvidence().With("a:x", 2, 4, 8, 6, 0.2, 20).With("b:x", 1, 2, 4, 3, 0.1, 10);
        var verdict = Decide(new Rule.Ratio(Of("a:x"), Of("b:x"), atLeast, null, "why"), evidence);
        verdict.Outcome.Should().Be(outcome);
        verdict.Effect!.Estimate.Should().BeApproximately(2, 1e-12);
        verdict.Effect.Unit.Should().Be("ratio");
    }

    [Fact]
    public void Ratio_of_a_value_that_is_not_positive_is_not_measured()
    {
        var verdict = Decide(new Rule.Ratio(Of("a:x"), Of("b:x"), 1, null, "why"), SixAboveZero);
        verdict.Outcome.Should().Be(Outcome.NotMeasured);
        verdict.Reason.Should().Be("a:x / b:x > 1: a ratio needs positive values, but one is 0");
    }

    [Theory]
    [InlineData(new[] { 1.0, 0.8, 0.6, 0.4 }, Outcome.Supported)]
    [InlineData(new[] { 1.0, 0.8, 0.81, 0.4 }, Outcome.Supported)] // a step back within the tolerance
    [InlineData(new[] { 1.0, 0.8, 0.82, 0.4 }, Outcome.Inconclusive)] // on the tolerance
    [InlineData(new[] { 1.0, 0.8, 0.9, 0.4 }, Outcome.Contradicted)]
    [InlineData(new[] { 1.0, 0.98, 0.96, 0.94 }, Outcome.Inconclusive)] // too little in all
    public void Monotone_needs_every_step_and_the_total(double[] stages, Outcome outcome)
    {
        var rule = new Rule.Monotone(MeasurementReference.Parse("a:x[*]"), Trending.Decreasing, 0.02, 0.1, null, "why");
        Decide(rule, Series(stages)).Outcome.Should().Be(outcome);
        Decide(rule with { Direction = Trending.Increasing }, Series([.. stages.Reverse()])).Outcome.Should().Be(outcome);
    }

    [Fact]
    public void Monotone_contradiction_pays_for_looking_at_every_step()
    {
        var rule = new Rule.Monotone(MeasurementReference.Parse("a:x[*]"), Trending.Decreasing, 0, 0, null, "why");
        double[] stages = [5, 4, 3, 3.5, 2]; // four steps: 4/64 is above 0.05, 4/128 below
        Decide(rule, Series(stages, 6), seeds: 6).Outcome.Should().Be(Outcome.Inconclusive);
        Decide(rule, Series(stages, 7), seeds: 7).Outcome.Should().Be(Outcome.Contradicted);
    }

    [Theory]
    [InlineData(new[] { 1.0, 2, 3 }, Outcome.Supported)]
    [InlineData(new[] { 3.0, 2, 1 }, Outcome.Contradicted)]
    [InlineData(new[] { 1.0, 3, 1 }, Outcome.Inconclusive)]
    public void Trend_is_pages_test(double[] stages, Outcome outcome) =>
        Decide(new Rule.Trend(MeasurementReference.Parse("a:x[*]"), Trending.Increasing, null, "why"), Series(stages, 3), seeds: 3).Outcome.Should().Be(outcome);

    [Theory]
    [InlineData(3, Rotation.None, Outcome.Supported)]
    [InlineData(2, Rotation.None, Outcome.Inconclusive)] // too few
    [InlineData(3, Rotation.Depth, Outcome.Inconclusive)] // each seed with its arms in another order
    public void Differs_is_friedmans_test_and_never_contradicts(int seeds, Rotation rotate, Outcome outcome)
    {
        var rule = new Rule.Differs([.. "abc".Select(arm => MeasurementReference.Parse($"{arm}:x"))], null, "why");
        var evidence = new TableEvidence();
        foreach (var (arm, value) in new[] { ("a", 1.0), ("b", 2.0), ("c", 3.0) })
            evidence.With($"{arm}:x", [.. Enumerable.Range(0, seeds).Select(i => value + 0.1 * i)]);
        var control = Control(rotate: rotate);
        (rotate == Rotation.None
            ? Decide(rule, evidence, seeds).Outcome
            : Decider.Decide(With(rule, seeds, control), Scale.Micro, evidence).Controls.Single().Outcome).Should().Be(outcome);
    }

    [Fact]
    public void Differs_names_the_arms_that_are_furthest_apart()
    {
        var rule = new Rule.Differs([MeasurementReference.Parse("a:x"), MeasurementReference.Parse("b:x")], "arms", "why");
        Decide(rule, SixAboveZero).Reason.Should().Be("arms: arms differ, p = 0.03125 over 2 arms; most in a, least in b");
    }

    [Fact]
    public void Trend_needs_three_seeds() =>
        Decide(new Rule.Trend(MeasurementReference.Parse("a:x[*]"), Trending.Increasing, null, "why"), Series([1, 2, 3, 4, 5], 2), seeds: 2)
            .Reason.Should().Be("n too small: have 2, need 3");

    [Theory]
    [InlineData(Comparison.AtLeast, 1.0, Outcome.Supported)]
    [InlineData(Comparison.Above, 1.0, Outcome.Contradicted)]
    [InlineData(Comparison.AtMost, 1.5, Outcome.Supported)]
    [InlineData(Comparison.Below, 1.5, Outcome.Contradicted)]
    [InlineData(Comparison.Equal, 1.2, Outcome.Contradicted)]
    public void Deterministic_holds_in_every_seed_or_not_at_all(Comparison comparison, double bound, Outcome outcome) =>
        Decide(new Rule.Deterministic(MeasurementReference.Parse("a:x"), comparison, bound, null, "why"), SixAboveZero).Outcome.Should().Be(outcome);

    [Fact]
    public void All_is_as_weak_as_its_weakest_part()
    {
        Decide(new Rule.All([Greater(0), Greater(1)]), SixAboveZero).Outcome.Should().Be(Outcome.Supported);
        Decide(new Rule.All([Greater(0), Greater(1.2)]), SixAboveZero).Outcome.Should().Be(Outcome.Inconclusive);
        Decide(new Rule.All([Greater(0), Greater(2)]), SixAboveZero).Outcome.Should().Be(Outcome.Contradicted);
    }

    [Fact]
    public void All_is_contradicted_where_every_part_is_however_many_there_are()
    {
        Decide(new Rule.All([.. Enumerable.Repeat(Greater(2), 8)]), SixAboveZero).Outcome.Should().Be(Outcome.Contradicted);
        var oneOfEight = Decide(new Rule.All([Greater(2), .. Enumerable.Repeat(Greater(0), 7)]), SixAboveZero);
        oneOfEight.Outcome.Should().Be(Outcome.Inconclusive);
        oneOfEight.SeedsNeeded.Should().Be(8); // 8/256 is the first below 0.05
    }

    [Fact]
    public void Any_pays_for_its_parts_by_holm()
    {
        Decide(new Rule.Any([Greater(0), Greater(2), Greater(2)]), SixAboveZero).Outcome.Should().Be(Outcome.Supported); // 3/64
        var four = Decide(new Rule.Any([Greater(0), Greater(2), Greater(2), Greater(2)]), SixAboveZero);
        four.Outcome.Should().Be(Outcome.Inconclusive); // 4/64
        four.Reason.Should().Be("n too small: have 6, need 7");
        Decide(new Rule.Any([Greater(2), Greater(3)]), SixAboveZero).Outcome.Should().Be(Outcome.Contradicted);
    }

    [Fact]
    public void Several_indices_are_averaged_within_a_seed()
    {
        var evidence = new TableEvidence().WithSeries("a:x", [.. Enumerable.Repeat<double[]>([1, 2, 6], 6)]);
        Decide(new Rule.Greater(Of("a:x[2,3]"), Of(0), 3.5, null, "why"), evidence).Effect!.Estimate.Should().Be(4);
        Decide(new Rule.Greater(Of("a:x[*]"), Of(0), 2.5, null, "why"), evidence).Effect!.Estimate.Should().Be(3);
    }

    [Fact]
    public void The_estimand_makes_the_headline()
    {
        var claim = With(new Rule.All([Greater(0.3, of: "b:y", than: "b:x", label: "other"), Greater(0.5, label: "main")]));
        Decider.Decide(claim, Scale.Micro, SixAboveZero.Copy().With("b:y", Six)).Effect!.Label.Should().Be("main");
    }

    [Fact]
    public void Missing_cells_and_measurements_are_named_and_never_green()
    {
        var verdict = Decide(Greater(0), new TableEvidence().With("a:x", Six).With("b:x", 0, 0, 0, 0).With("b:y", Zero));
        verdict.Outcome.Should().Be(Outcome.NotMeasured);
        verdict.Reason.Should().Be("not measured: x of b micro seed 5, x of b micro seed 6");
        Decide(Greater(0), new TableEvidence().With("a:x", Six)).Reason
            .Should().Be("not measured: b micro seed 1, b micro seed 2, b micro seed 3, b micro seed 4, b micro seed 5 and 1 more");
    }

    [Fact]
    public void A_failed_gate_leaves_the_claim_open()
    {
        var claim = With(Greater(0)) with { Gates = [new Gate(MeasurementReference.Parse("t:accuracy"), Comparison.AtLeast, 0.8, "why", [])] };
        var verdict = Decider.Decide(claim, Scale.Micro, SixAboveZero.Copy().With("t:accuracy", 0.9, 0.9, 0.71, 0.9, 0.9, 0.9));
        verdict.Outcome.Should().Be(Outcome.Inconclusive);
        verdict.Reason.Should().Be("gate failed: t:accuracy ≥ 0.8, the worst is 0.71");
        verdict.Gates.Should().Equal(new GateResult("t:accuracy", "≥ 0.8", false, 0.71));
        verdict.Parts[0].Outcome.Should().Be(Outcome.Supported);
        Decider.Decide(claim, Scale.Micro, SixAboveZero).Outcome.Should().Be(Outcome.NotMeasured);
        Decider.Decide(claim, Scale.Micro, SixAboveZero.Copy().With("t:accuracy", 0.8, 0.8, 0.8, 0.8, 0.8, 0.8)).Outcome.Should().Be(Outcome.Supported);
        Decider.Decide(claim, Scale.Micro, SixAboveZero.Copy().With("t:accuracy", 1, 1, 1, 1, 1, double.NaN)).Gates[0].Passed.Should().BeFalse();
    }

    [Fact]
    public void A_seed_given_twice_is_refused() =>
        FluentActions.Invoking(() => Decider.Decide(With(Greater(0)), Scale.Micro, SixAboveZero, [new Seed(1), new Seed(1)]))
            .Should().Throw<ArgumentException>().WithMessage("claim 'a-claim' needs different seeds, got 1, 1*");

    private static TableEvidence Series(double[] stages, int seeds = 6) => new TableEvidence().WithSeries("a:x", [.. Enumerable.Repeat(stages, seeds)]);

    private static Verdict Decide(Rule rule, IEvidence evidence, int seeds = 6) => Decider.Decide(With(rule, seeds), Scale.Micro, evidence);
}
