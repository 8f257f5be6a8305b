using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Mutating;
using InverseRepro.Claims.Tests.Deciding;
using InverseRepro.Experiments;
using static InverseRepro.Claims.Tests.Deciding.Claims;

namespace InverseRepro.Claims.Tests.Mutating;

public sealed class MutatorTests
{
    private static readonly double[] High = [5.1, 5.3, 4.9, 5.2, 5.0, 5.4], Low = [1.2, 1.1, 1.3, 0.9, 1.0, 1.15], Same = [5.12, 5.28, 4.93, 5.17, 5.02, 5.41];

    private static readonly double[][] Falling = [.. High.Select(h => (double[])[h, h - 1, h - 2.1, h - 3.3])];

    private static TableEvidence Evidence() => new TableEvidence().With("a:x", High).With("b:x", Low).With("same:x", Same).With("fact:x", 3, 3, 3, 3, 3, 3)
        .WithSeries("depth:x", Falling).WithSeries("flat:x", [.. High.Select(h => (double[])[h, h + 0.01, h - 0.01, h])]);

    private static ClaimMutations Mutate(Rule rule, Gate[]? gates = null, IEvidence? evidence = null) =>
        Mutator.Run(With(rule) with { Gates = gates ?? [] }, Scale.Micro, evidence ?? Evidence(), [.. Enumerable.Range(1, 6).Select(s => new Seed((ulong)s))], "a table");

    private static MeasurementReference Ref(string text) => MeasurementReference.Parse(text);

    public static TheoryData<string, Rule, Outcome, string[]> Kinds() => new()
    {
        { "greater", Greater(1), Outcome.Supported, ["swapped arms", "shuffled labels", "shuffled pairs", "flipped signs"] },
        { "greater, contradicted", Greater(1, "b:x", "a:x"), Outcome.Contradicted, ["swapped arms", "shuffled labels", "shuffled pairs", "flipped signs"] },
        { "greater than a constant", new Rule.Greater(Of("a:x"), Of(1.0), 0.5, null, "why"), Outcome.Supported, ["swapped arms", "shuffled labels", "flipped signs"] },
        { "constant greater", new Rule.Greater(Of(9.0), Of("a:x"), 0, null, "why"), Outcome.Supported, ["swapped arms", "shuffled labels", "flipped signs"] },
        { "ratio", new Rule.Ratio(Of("a:x"), Of("b:x"), 1.5, null, "why"), Outcome.Supported, ["swapped arms", "shuffled labels", "shuffled pairs", "flipped signs"] },
        { "ratio, contradicted", new Rule.Ratio(Of("b:x"), Of("a:x"), 1, null, "why"), Outcome.Contradicted, ["swapped arms", "shuffled labels", "shuffled pairs", "flipped signs"] },
        { "equivalent", new Rule.Equivalent(Of("a:x"), Of("same:x"), 0.2, null, "why"), Outcome.Supported, ["shuffled pairs", "flipped signs"] },
        { "equivalent, contradicted", new Rule.Equivalent(Of("a:x"), Of("b:x"), 0.2, null, "why"), Outcome.Contradicted, ["shuffled pairs", "flipped signs"] },
        { "monotone", new Rule.Monotone(Ref("depth:x[*]"), Trending.Decreasing, 0.1, 1, null, "why"), Outcome.Supported, ["shuffled depth", "reversed depth", "flipped signs"] },
        { "trend", new Rule.Trend(Ref("depth:x[*]"), Trending.Decreasing, null, "why"), Outcome.Supported, ["shuffled depth", "reversed depth", "flipped signs"] },
        { "trend, contradicted", new Rule.Trend(Ref("depth:x[1,2,4]"), Trending.Increasing, null, "why"), Outcome.Contradicted, ["shuffled depth", "reversed depth", "flipped signs"] },
        { "differs", new Rule.Differs([Ref("a:x"), Ref("b:x"), Ref("fact:x")], null, "why"), Outcome.Supported, ["shuffled labels"] },
        { "deterministic", new Rule.Deterministic(Ref("fact:x"), Comparison.Equal, 3, null, "why"), Outcome.Supported, ["flipped signs"] },
        { "deterministic, contradicted", new Rule.Deterministic(Ref("depth:x[*]"), Comparison.AtLeast, 3, null, "why"), Outcome.Contradicted, ["flipped signs"] },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_rule_changes_as_it_must(string kind, Rule rule, Outcome before, string[] mutations)
    {
        var result = Mutate(rule);
        result.Outcome.Should().Be(before, kind);
        result.Results.Select(r => r.Mutation).Should().Equal(mutations);
        result.Holds.Should().BeTrue(string.Join("; ", result.Results));
        result.Weaknesses.Should().BeEmpty();
    }

    [Fact]
    public void All_is_lost_with_any_part_and_each_part_is_tried_alone()
    {
        var result = Mutate(new Rule.All([Greater(1, label: "gap"), new Rule.Trend(Ref("depth:x[*]"), Trending.Decreasing, "decay", "why")]));
        result.Results.Where(r => r.Mutation == "flipped signs").Select(r => (string.Join('+', r.Parts), r.Demand, r.Kept)).Should().Equal(
            ("gap+decay", Demand.Change, 0), ("gap", Demand.Change, 0), ("decay", Demand.Change, 0));
        result.Holds.Should().BeTrue();
    }

    [Fact]
    public void Any_may_stand_on_its_other_part()
    {
        var result = Mutate(new Rule.Any([Greater(1, label: "gap"), Greater(1, "b:x", "a:x", "reverse"), new Rule.Trend(Ref("depth:x[*]"), Trending.Decreasing, "decay", "why")]));
        result.Results.Where(r => r.Mutation == "flipped signs").Select(r => (string.Join('+', r.Parts), r.Demand, r.Kept)).Should().Equal(
            ("gap+decay", Demand.Change, 0), ("gap", Demand.Nothing, 1), ("decay", Demand.Nothing, 1));
        result.Holds.Should().BeTrue();
    }

    [Fact]
    public void Claims_over_images_are_mutated_image_by_image()
    {
        var evidence = new TableEvidence().WithSeries("a:x", [.. new[] { Enumerable.Range(0, 40).Select(i => 2 + i % 3 * 0.1).ToArray() }])
            .WithSeries("b:x", [.. new[] { Enumerable.Range(0, 40).Select(i => 1 + i % 5 * 0.1).ToArray() }]);
        var claim = With(new Rule.Greater(Of("a:x[*]"), Of("b:x[*]"), 0.1, null, "why"), seeds: 1) with { Unit = EvidenceUnit.Image };
        var result = Mutator.Run(claim, Scale.Micro, evidence, [new Seed(1)], "a table");
        result.Outcome.Should().Be(Outcome.Supported);
        result.Results.Should().HaveCount(4).And.OnlyContain(r => r.Holds);
        result.Results[1].Kept.Should().Be(0);
    }

    [Fact]
    public void A_margin_that_both_directions_meet_is_named_as_a_weakness()
    {
        var result = Mutate(Greater(-1, "a:x", "same:x"));
        result.Weaknesses.Select(w => w.Mutation).Should().Equal("swapped arms", "shuffled labels");
        result.Holds.Should().BeTrue("a claim that one arm is not much worse may hold both ways");
    }

    [Fact]
    public void A_rule_that_any_order_meets_does_not_hold()
    {
        // A decider that cannot be overturned: shuffles that keep the decision far more often than chance.
        var kept = new MutationResult("shuffled depth", ["decay"], Demand.RarelyKeep, Outcome.Supported, 40, new Dictionary<Outcome, int> { [Outcome.Supported] = 11, [Outcome.Inconclusive] = 29 });
        kept.Holds.Should().BeFalse();
        (kept with { After = new Dictionary<Outcome, int> { [Outcome.Supported] = 5, [Outcome.Inconclusive] = 35 } }).Holds.Should().BeTrue("5 of 40 happens by chance");
        (kept with { Demand = Demand.Change, Times = 1, After = new Dictionary<Outcome, int> { [Outcome.Supported] = 1 } }).Holds.Should().BeFalse();
    }

    [Fact]
    public void A_broken_gate_leaves_no_decision()
    {
        var result = Mutate(Greater(1), [new Gate(Ref("fact:x"), Comparison.AtLeast, 3, "why", [])]).Results[^1];
        result.Should().BeEquivalentTo(new { Mutation = "broken gate", Parts = new[] { "fact:x" }, Demand = Demand.Change, Kept = 0 });
        result.After.Keys.Should().Equal(Outcome.Inconclusive);
    }

    [Fact]
    public void Diverged_runs_are_mutated_too()
    {
        var evidence = Evidence().With("b:x", 1.2, 1.1, double.NaN, 0.9, 1.0, 1.15);
        var result = Mutate(Greater(1, "b:x", "a:x"), evidence: evidence);
        result.Outcome.Should().Be(Outcome.Contradicted);
        result.Holds.Should().BeTrue(string.Join("; ", result.Results));
    }

    [Fact]
    public void Where_there_is_no_decision_nothing_can_change()
    {
        Mutate(Greater(4, "a:x", "b:x")).Problem.Should().StartWith("no decision to change (");
        Mutate(Greater(1, "a:x", "absent:x")).Problem.Should().Be("not measured: nothing to mutate");
        new MutationReport([Mutate(Greater(1, "a:x", "absent:x"))]).Passed.Should().BeFalse("nothing was shown");
    }

    [Fact]
    public void Says_the_same_every_time() =>
        Mutate(Greater(0.5)).Results.Should().BeEquivalentTo(Mutate(Greater(0.5)).Results);

    [Fact]
    public void Copies_of_the_values_decide_as_the_values_do()
    {
        foreach (var row in Kinds())
        {
            var rule = (Rule)row[1];
            Mutate(rule).Outcome.Should().Be(Decider.Decide(With(rule), Scale.Micro, Evidence()).Outcome);
        }
    }
}
