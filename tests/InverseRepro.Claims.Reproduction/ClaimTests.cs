using Xunit.Abstractions;

namespace InverseRepro.Claims.Reproduction;

/// <summary>What every claim's test does: measure what is not in the record, decide, gate against the baseline.</summary>
public abstract class ClaimTests(ReproductionFixture fixture, ITestOutputHelper output)
{
    protected void Reproduce(string id)
    {
        Skip.If(!fixture.Runs(id), "does not run at this scale; ./repro show says where");
        Skip.If(fixture.LeavesOut(id), "tier extended, and not all its cells are in the record; ./repro test --all measures it too");
        var check = fixture.Session.Verify(id, Console.Error);
        output.WriteLine(check.Text);
        Skip.If(check.SkipReason is not null, check.SkipReason);
        if (!check.Passed)
            throw new ClaimFailedException(check.FailureMessage);
    }
}
