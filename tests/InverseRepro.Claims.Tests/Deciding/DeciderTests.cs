using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;
using static InverseRepro.Claims.Tests.Deciding.Claims;

namespace InverseRepro.Claims.Tests.Deciding;

public class DeciderTests
{
    private static readonly double[] Six = [1.0, 1.1, 1.2, 1.3, 1.4, 1.5];
    private static readonly double[] Zero = [0, 0, 0, 0, 0, 0];

    [Theory]
    [InlineData(0.5, Outcome.Supported)]
    [InlineData(1.05, Outcome.Supported)] // the bound is the third Walsh average, 1.1
    [InlineData(1.1, Outcome.Inconclusive)] // a tie to the margin decides nothing
    [InlineData(1.25, Outcome.Inconclusive)]
    [InlineData(1.4, Outcome.Inconclusive)]
    [InlineData(1.45, Outcome.Contradicted)]
    public void Supports_only_when_the_lower_bound_exceeds_the_margin(double margin, Outcome outcome)
    {
        var verdict = Decide(Greater(margin), new TableEvidence().With("a:x", Six).With("b:x", Zero));
        verdict.Outcome.Should().Be(outcome);
        verdict.Effect!.Estimate.Should().BeApproximately(1.25, 1e-12);
        verdict.Effect.Lower.Should().BeApproximately(1.1, 1e-12);
        verdict.Effect.Upper.Should().BeApproximately(1.4, 1e-12);
    }

    [Fact]
    public void Says_what_decided_in_one_line() =>
        Decide(Greater(0.5), new TableEvidence().With("a:x", Six).With("b:x", Zero)).Reason
            .Should().Be("a:x − b:x > 0.5: 1.25 [1.1, 1.4] lies above 0.5 (6 of 6 seeds above)");

    [Fact]
    public void Too_few_seeds_are_never_support()
    {
        var verdict = Decide(Greater(0), new TableEvidence().With("a:x", 9, 9, 9).With("b:x", 0, 0, 0), seeds: 3);
        verdict.Outcome.Should().Be(Outcome.Inconclusive);
        verdict.Reason.Should().Be("a:x − b:x > 0: n too small: have 3, need 5");
        verdict.SeedsNeeded.Should().Be(5);
        verdict.Fragile.Should().BeFalse();
    }

    private static Verdict Decide(Rule rule, IEvidence evidence, int seeds = 6) => Decider.Decide(With(rule, seeds), Scale.Micro, evidence);
}
