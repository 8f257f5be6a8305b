using System.Text.Json;

namespace InverseRepro.Cli.Tests;

public sealed class CalibrateVerbTests
{
    [Fact]
    public void What_repeats_to_the_bit_is_said_and_the_record_is_left_alone()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("calibrate", "toy-one").Should().Be(ExitCode.Good, repro.Error);
        repro.Output.Should().StartWith("toy-one micro on cpu-").And.Contain(": 2 metrics, 2 fresh runs of 2 seeds\n  every gated metric repeats to the bit\n")
            .And.Contain("  not measured: the spread between devices: ").And.Contain("  not measured: the spread between now and later: there is no accepted baseline\n");
        repro.Error.Should().Contain("[4/4]").And.NotContain("seed 3");
        Directory.EnumerateFileSystemEntries(Path.Combine(repro.Home, "artifacts", "calibration")).Should().ContainSingle("what was measured is not kept");
        File.Exists(Path.Combine(repro.Home, "artifacts", "repro.db")).Should().BeFalse();
    }

    [Fact]
    public void What_moves_by_itself_gets_a_proposal()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("verify");
        repro.Run("accept", "toy-one");
        var baseline = File.ReadAllText(Path.Combine(repro.Home, "baselines", "micro", "toy-one.verified.json"));
        repro.Parts = Toy.Parts(noise: 1e-3);
        repro.Run("calibrate", "toy-*", "--repeats", "3", "--json").Should().Be(ExitCode.Good, repro.Error);
        File.ReadAllText(Path.Combine(repro.Home, "baselines", "micro", "toy-one.verified.json")).Should().Be(baseline);
        var metric = JsonDocument.Parse(repro.Output).RootElement[0].GetProperty("metrics")[0];
        metric.GetProperty("name").GetString().Should().Be("toy:loss");
        metric.GetProperty("run_to_run").GetDouble().Should().BeApproximately(8e-3, 1e-9, "four cells are measured between one and the same of the next repeat");
        metric.GetProperty("later").GetDouble().Should().BeApproximately(9e-3, 1.1e-3);
        metric.GetProperty("resolution").GetDouble().Should().Be(1e-4);
        metric.GetProperty("proposed").GetDouble().Should().BeApproximately(0.02, 1e-9);
        File.ReadAllText(Path.Combine(repro.Home, "artifacts", "calibration", "micro", "toy-one.json")).Should().Contain("\"proposed\": 0.02");
        repro.Run("calibrate", "toy-*").Should().Be(ExitCode.Good);
        repro.Output.Should().MatchRegex(@"toy:loss +1 +0\.004 ").And.Contain("(nothing else was changed; a resolution is declared in the baseline, under \"resolution\")");
    }

    [Fact]
    public void What_cannot_be_measured_ends_in_one_line()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts(missingData: true) };
        repro.Run("calibrate", "toy-one").Should().Be(ExitCode.NotMeasured);
        repro.Error.TrimEnd().Should().EndWith("repro: claim 'toy-one' cannot be calibrated: not measured: there is no toy data");
        repro.Run("calibrate", "toy-one", "--repeats", "1").Should().Be(ExitCode.Usage);
        repro.Error.TrimEnd().Should().Be("repro: --repeats: one run has nothing to be compared with; give 2 or more");
    }
}
