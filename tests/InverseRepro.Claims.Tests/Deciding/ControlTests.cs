using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;
using static InverseRepro.Claims.Tests.Deciding.Claims;

namespace InverseRepro.Claims.Tests.Deciding;

public class ControlTests
{
    private static readonly TableEvidence Evidence = new TableEvidence().With("a:x", 5.0, 5.3, 4.9, 5.1, 5.4, 4.8).With("b:x", 1.1, 1.2, 0.9, 1.0, 0.8, 1.3);

    [Fact]
    public void Swapped_arms_are_contradicted() =>
        Decide(Control(new Dictionary<string, string> { ["a"] = "b", ["b"] = "a" })).Outcome.Should().Be(Outcome.Contradicted);

    [Fact]
    public void An_arm_against_itself_with_other_seeds_is_inconclusive() =>
        Decide(Control(new Dictionary<string, string> { ["b"] = "a" }, Rotation.Seeds), margin: 0).Outcome.Should().Be(Outcome.Inconclusive);

    [Fact]
    public void Rotated_seeds_read_the_next_seed_of_the_second_operand()
    {
        // Paired by seed the difference is 1 throughout; against the next seed it is −9 five times and 51 once.
        var evidence = new TableEvidence().With("a:x", 1, 11, 21, 31, 41, 51).With("b:x", 0, 10, 20, 30, 40, 50);
        var verdict = Decider.Decide(With(Greater(0), 6, Control(rotate: Rotation.Seeds)), Scale.Micro, evidence);
        verdict.Outcome.Should().Be(Outcome.Supported);
        verdict.Controls[0].Outcome.Should().Be(Outcome.Inconclusive);
        verdict.Controls[0].Reason.Should().Contain("1 of 6 seeds above");
    }

    [Fact]
    public void Rotated_depth_takes_the_order_from_a_series()
    {
        var rule = new Rule.Trend(MeasurementReference.Parse("a:x[*]"), Trending.Decreasing, null, "why");
        var evidence = new TableEvidence().WithSeries("a:x", [.. Enumerable.Repeat<double[]>([4, 3, 2, 1], 6)]);
        var verdict = Decider.Decide(With(rule, 6, Control(rotate: Rotation.Depth)), Scale.Micro, evidence);
        verdict.Outcome.Should().Be(Outcome.Supported);
        verdict.Controls[0].Outcome.Should().Be(Outcome.Inconclusive);
        verdict.ControlsHold.Should().BeTrue();
    }

    [Fact]
    public void A_control_reads_the_variant_and_the_seeds_it_names()
    {
        var evidence = Evidence.Copy().With("a@untrained:x", 1, 1, 1, 1, 1);
        var verdict = Decider.Decide(With(Greater(1), 6, Control(new Dictionary<string, string> { ["a"] = "a@untrained" }, seeds: 5)), Scale.Micro, evidence);
        verdict.Controls[0].Outcome.Should().Be(Outcome.Contradicted);
        verdict.Controls[0].Reason.Should().Contain("0 of 5 seeds above");
    }

    [Fact]
    public void A_control_is_decided_on_what_it_keeps()
    {
        var rule = new Rule.All([Greater(100, label: "hopeless"), Greater(0, label: "kept")]);
        var control = Control(new Dictionary<string, string> { ["b"] = "c" }, keep: ["kept"]);
        var verdict = Decider.Decide(With(rule, 6, control), Scale.Micro, Evidence.Copy().With("c:x", 0, 0, 0, 0, 0, 0));
        verdict.Controls[0].Outcome.Should().Be(Outcome.Supported);
        verdict.ControlsHold.Should().BeFalse();
        verdict.Warnings.Should().Contain("control 'control' is supported: the rule does not tell the claim from its absence");
    }

    [Fact]
    public void A_control_that_was_not_measured_leaves_the_claim_unmeasured()
    {
        var verdict = Decider.Decide(With(Greater(0), 6, Control(new Dictionary<string, string> { ["b"] = "b@gone" }, seeds: 5)), Scale.Micro, Evidence);
        verdict.Outcome.Should().Be(Outcome.NotMeasured);
        verdict.Reason.Should().StartWith("control 'control': not measured: b@gone micro seed 1");
    }

    private static ControlVerdict Decide(NegativeControl control, double margin = 1) =>
        Decider.Decide(With(Greater(margin), 6, control), Scale.Micro, Evidence).Controls.Should().ContainSingle().Subject;
}
