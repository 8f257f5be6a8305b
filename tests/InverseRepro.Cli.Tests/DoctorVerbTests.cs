using System.Text.Json;

namespace InverseRepro.Cli.Tests;

public sealed class DoctorVerbTests
{
    [Fact]
    public void Json_names_every_finding_with_its_state()
    {
        using var repro = new Repro("toy-one");
        repro.Run("doctor", "--json").Should().BeOneOf(ExitCode.Good, ExitCode.NotMeasured);
        var findings = JsonDocument.Parse(repro.Output).RootElement.EnumerateArray().ToList();
        findings.Select(f => f.GetProperty("name").GetString()).Should().Contain([".NET", "libtorch", "processor", "store"]);
        findings.Select(f => f.GetProperty("state").GetString()).Should().OnlyContain(s => s == "good" || s == "optional" || s == "missing");
    }

    [Fact]
    public void A_store_that_cannot_be_written_is_missing()
    {
        using var repro = new Repro("toy-one");
        var file = Path.Combine(repro.Home, "file");
        File.WriteAllText(file, "");
        repro.Run("doctor", "--store", Path.Combine(file, "repro.db")).Should().Be(ExitCode.NotMeasured);
        repro.Output.Should().Contain("choose another place with --store or REPRO_STORE");
    }
}
