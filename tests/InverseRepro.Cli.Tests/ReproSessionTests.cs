using InverseRepro.Claims.Deciding;
using InverseRepro.Cli.Session;

namespace InverseRepro.Cli.Tests;

public sealed class ReproSessionTests
{
    [Fact]
    public async Task Verify_gives_a_test_the_verdict_the_gate_and_the_text()
    {
        using var repro = new Repro("toy-one", "toy-two");
        await using var session = ReproSession.Open(ReproSettings.FromEnvironment(_ => null, repro.Home), "test", Toy.Parts());
        var check = session.Verify("toy-one");
        check.Verdict.Outcome.Should().Be(Outcome.Supported);
        check.Passed.Should().BeFalse("there is no baseline yet");
        check.SkipReason.Should().BeNull();
        check.FailureMessage.Should().StartWith("FAIL missing-baseline toy-one micro");
        check.Text.Should().Contain("✔ supported, loss ").And.Contain("seeds 1, 2, 3, 4, 5, 6").And.Contain("control swapped: contradicted")
            .And.Contain("baseline: no baseline");
    }

    [Fact]
    public async Task A_claim_that_there_is_not_is_a_usage_error()
    {
        using var repro = new Repro("toy-one");
        await using var session = ReproSession.Open(ReproSettings.FromEnvironment(_ => null, repro.Home), "test", Toy.Parts());
        session.Invoking(s => s.Verify("toy-three")).Should().Throw<UsageException>().WithMessage("no claim matches 'toy-three'*");
    }

    [Fact]
    public async Task A_cell_that_breaks_fails_the_claim_and_is_no_reason_to_skip()
    {
        using var repro = new Repro("toy-one");
        await using var session = ReproSession.Open(ReproSettings.FromEnvironment(_ => null, repro.Home), "test", Toy.Parts(loss: -1));
        var check = session.Verify("toy-one");
        check.Passed.Should().BeFalse();
        check.SkipReason.Should().BeNull();
        check.FailureMessage.Should().Contain("toy micro seed 1: the toy broke");
    }

    [Fact]
    public async Task Absent_data_is_a_reason_to_skip()
    {
        using var repro = new Repro("toy-one");
        await using var session = ReproSession.Open(ReproSettings.FromEnvironment(_ => null, repro.Home), "test", Toy.Parts(missingData: true));
        var check = session.Verify("toy-one");
        check.Passed.Should().BeFalse();
        check.SkipReason.Should().Contain("there is no toy data");
    }

    [Fact]
    public void Settings_come_from_the_environment()
    {
        using var repro = new Repro("toy-one");
        var variables = new Dictionary<string, string?>
        {
            ["REPRO_SCALE"] = "real",
            ["REPRO_JOBS"] = "3",
            ["REPRO_SEEDS"] = "7",
            ["REPRO_STORE"] = "record.db",
            ["REPRO_DATA"] = "/somewhere",
        };
        var settings = ReproSettings.FromEnvironment(variables.GetValueOrDefault, Path.Combine(repro.Home, "claims"));
        settings.Home.Should().Be(repro.Home);
        settings.Scale.Should().Be(Experiments.Scale.Real);
        (settings.Jobs, settings.Seeds).Should().Be((3, 7));
        settings.DataRoot.Should().Be("/somewhere");
        settings.Store.ToString().Should().Be(Path.Combine(repro.Home, "claims", "record.db"));
    }
}
