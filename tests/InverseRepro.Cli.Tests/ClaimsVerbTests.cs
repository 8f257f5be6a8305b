using System.Text.Json;

namespace InverseRepro.Cli.Tests;

public sealed class ClaimsVerbTests
{
    [Fact]
    public void Lists_what_a_glob_matches()
    {
        using var repro = new Repro("toy-one", "toy-two", "other");
        repro.Run("claims", "toy-*").Should().Be(ExitCode.Good);
        repro.Output.Should().Contain("toy-one").And.Contain("toy-two").And.NotContain("other");
    }

    [Fact]
    public void Lines_carry_no_trailing_blanks_in_a_pipe()
    {
        using var repro = new Repro("toy-one");
        repro.Run("claims");
        repro.Output.Split('\n').Should().OnlyContain(line => line == line.TrimEnd());
    }

    [Fact]
    public void Json_gives_the_declaration()
    {
        using var repro = new Repro("toy-one");
        repro.Run("claims", "--json").Should().Be(ExitCode.Good);
        var claim = JsonDocument.Parse(repro.Output).RootElement[0];
        claim.GetProperty("id").GetString().Should().Be("toy-one");
        claim.GetProperty("tier").GetString().Should().Be("core");
        claim.GetProperty("scales").GetProperty("micro").GetProperty("seeds").GetInt32().Should().Be(6);
        claim.GetProperty("scales").GetProperty("micro").GetProperty("rule_hash").GetString().Should().HaveLength(64);
    }

    [Fact]
    public void Show_says_how_it_is_decided_and_that_there_is_no_verdict_yet()
    {
        using var repro = new Repro("toy-one");
        repro.Run("show", "toy-one").Should().Be(ExitCode.Good);
        repro.Output.Should().Contain("deeper layers <lose> colour").And.Contain("toy:loss − toy@worse:loss > 0.1")
            .And.Contain("swapped").And.Contain("none yet at scale micro: repro run toy-one");
    }
}
