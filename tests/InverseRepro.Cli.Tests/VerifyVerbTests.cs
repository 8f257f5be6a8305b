using System.Text.Json;
using InverseRepro.Cli.Session;

namespace InverseRepro.Cli.Tests;

public sealed class VerifyVerbTests
{
    [Fact]
    public void Without_a_baseline_it_fails_says_how_to_accept_and_leaves_the_received_file()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("verify").Should().Be(ExitCode.GateFailed);
        repro.Output.Should().Contain("FAIL missing-baseline toy-one micro").And.Contain("repro accept toy-one");
        File.Exists(Baseline(repro, "received")).Should().BeTrue();
    }

    [Fact]
    public void What_was_accepted_passes()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("verify");
        repro.Run("accept", "toy-*").Should().Be(ExitCode.Good);
        repro.Output.Trim().Should().Be(Baseline(repro, "verified"));
        repro.Run("verify").Should().Be(ExitCode.Good);
        repro.Output.Should().Contain("as stored");
        File.Exists(Baseline(repro, "received")).Should().BeFalse();
    }

    [Fact]
    public void A_verdict_that_flips_fails()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("verify");
        repro.Run("accept", "toy-one");
        repro.Parts = Toy.Parts(loss: 0.05);
        repro.Run("verify", "--json").Should().Be(ExitCode.GateFailed);
        var gate = JsonDocument.Parse(repro.Output).RootElement.GetProperty("claims")[0].GetProperty("gate");
        gate.GetProperty("status").GetString().Should().Be("failed");
        gate.GetProperty("failures").EnumerateArray().Select(f => f.GetProperty("kind").GetString()).Should().Equal("verdict");
    }

    [Fact]
    public void Numbers_that_moved_are_measured_again_with_fresh_seeds_before_they_fail()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("verify");
        repro.Run("accept", "toy-one");
        repro.Parts = Toy.Parts(loss: 2);
        repro.Run("verify").Should().Be(ExitCode.GateFailed);
        repro.Output.Should().Contain("✔ supported").And.Contain("FAIL drift toy-one micro").And.Contain("over 6 fresh seeds");
        repro.Error.Should().Contain("seed 12");
    }

    [Fact]
    public void An_alarm_that_fresh_seeds_clear_passes_with_news()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("verify");
        repro.Run("accept", "toy-one");
        repro.Parts = Toy.Parts(loss: 1.001, early: 1);
        repro.Run("verify").Should().Be(ExitCode.Good);
        repro.Output.Should().Contain("NEWS toy-one micro: alarm cleared: toy:loss: mean").And.Contain("over 6 fresh seeds").And.Contain("as stored, with news");
        repro.Error.Should().Contain("seed 12");
    }

    [Fact]
    public void A_test_measures_fresh_seeds_too()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("verify");
        repro.Run("accept", "toy-one");
        var settings = ReproSettings.FromEnvironment(_ => null, repro.Home, repro.Home);
        Check(Toy.Parts(loss: 1.001, early: 1)).Should().BeEquivalentTo(new { Passed = true, FailureMessage = "" });
        Check(Toy.Parts(loss: 2)).FailureMessage.Should().StartWith("FAIL drift toy-one micro\n").And.Contain("over 6 fresh seeds");

        ClaimCheck Check(ReproParts parts)
        {
            var session = ReproSession.Open(settings, "dotnet test", parts);
            var check = session.Verify("toy-one");
            session.DisposeAsync().AsTask().Wait();
            return check;
        }
    }

    [Fact]
    public void Nothing_is_accepted_on_continuous_integration()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() }.With("CI", "true");
        repro.Run("verify");
        repro.Run("accept", "toy-one").Should().Be(ExitCode.Usage);
        repro.Error.Should().Contain("CI=true");
    }

    [Fact]
    public void Nothing_received_is_said()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("run");
        repro.Run("accept", "toy-one").Should().Be(ExitCode.Usage);
        repro.Error.Should().Contain("nothing received for 'toy-one'");
    }

    [Fact]
    public void A_pattern_passes_over_claims_for_which_nothing_was_received_and_a_name_does_not()
    {
        using var repro = new Repro("toy-one", "toy-two") { Parts = Toy.Parts() };
        repro.Run("verify", "toy-two");
        repro.Run("accept", "toy-*").Should().Be(ExitCode.Good);
        repro.Output.Should().Contain("toy-two.verified.json").And.NotContain("toy-one.verified.json");
        repro.Run("verify", "toy-one");
        repro.Run("accept", "toy-*", "toy-two").Should().Be(ExitCode.Usage);
        repro.Error.Should().Contain("nothing received for 'toy-two'");
    }

    [Fact]
    public void A_baseline_without_a_claim_is_named()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("verify");
        repro.Run("accept", "toy-one");
        File.Copy(Baseline(repro, "verified"), Path.Combine(repro.Home, "baselines", "micro", "toy-gone.verified.json"));
        repro.Run("verify");
        repro.Error.Should().Contain("toy-gone.verified.json belongs to no claim at this scale");
    }

    private static string Baseline(Repro repro, string kind) => Path.Combine(repro.Home, "baselines", "micro", $"toy-one.{kind}.json");
}
