using InverseRepro.Claims.Deciding;
using InverseRepro.Cli.Rendering;
using InverseRepro.Experiments;
using Spectre.Console;

namespace InverseRepro.Cli.Tests;

public sealed class VerdictTableTests
{
    [Theory]
    [InlineData(Outcome.Supported, "✔ supported")]
    [InlineData(Outcome.Contradicted, "✘ contradicted")]
    [InlineData(Outcome.Inconclusive, "? inconclusive")]
    [InlineData(Outcome.NotMeasured, "– not measured")]
    public void An_outcome_has_a_sign_and_a_word(Outcome outcome, string expected) => Text(Row(outcome)).Should().Contain(expected);

    [Fact]
    public void Shows_effect_interval_margin_seeds_controls_baseline_and_minutes() =>
        Text(Row(Outcome.Supported)).Should().MatchRegex(@"toy\[x\] +✔ supported \(fragile\) +1\.83 \[1\.74, 1\.90\] dB +0\.1 dB +2 +1 held +as stored +2\.5");

    [Fact]
    public void A_supported_control_stands_out() =>
        Text(Row(Outcome.Supported, control: Outcome.Supported)).Should().Contain("✘ 1 of 1 supported");

    [Fact]
    public void Notes_say_why_and_how_many_seeds_would_settle_it() => VerdictTable.Notes([Row(Outcome.Inconclusive)])
        .Should().Equal("toy[x]: the bounds straddle 0.1 (about 9 seeds would be expected to settle it)");

    private static VerdictRow Row(Outcome outcome, Outcome control = Outcome.Contradicted) => new(
        new Verdict("toy[x]", Scale.Micro, outcome, "the bounds straddle 0.1", new Effect("loss", 1.8312, 1.7404, 1.9023, 0.1, "dB"), [], [],
            [new ControlVerdict("swapped", control, "as it must")], [new Seed(1), new Seed(2)], Fragile: true, SeedsNeeded: 9, [], ""),
        "as stored", BaselineFails: false, Minutes: 2.5);

    private static string Text(VerdictRow row)
    {
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 200;
        console.Write(VerdictTable.Draw([row]));
        return writer.ToString();
    }
}
