using System.Text.Json;

namespace InverseRepro.Cli.Tests;

public sealed class AuditVerbTests : IDisposable
{
    private readonly Repro _repro = new("toy-one") { Parts = Toy.Parts() };

    public AuditVerbTests()
    {
        _repro.Run("verify");
        _repro.Run("accept", "toy-one");
    }

    public void Dispose() => _repro.Dispose();

    [Fact]
    public void Recomputes_the_record_and_sees_a_changed_picture()
    {
        _repro.Run("audit").Should().Be(ExitCode.Good);
        _repro.Output.Trim().Should().Be("1 verdicts recomputed, 12 cells read, 12 artefacts hashed, 1 baselines checked, 0 tests matched: nothing wrong");
        File.AppendAllText(Directory.EnumerateFiles(_repro.Home, "grid.png", SearchOption.AllDirectories).First(f => f.Contains("cells")), "!");
        _repro.Run("audit", "--json").Should().Be(ExitCode.GateFailed);
        JsonDocument.Parse(_repro.Output).RootElement.GetProperty("findings")[0].GetProperty("check").GetString().Should().Be("artefact");
    }

    [Fact]
    public void Mutations_overturn_every_decision()
    {
        _repro.Run("audit", "--mutate").Should().Be(ExitCode.Good);
        _repro.Output.Should().MatchRegex(@"✔ +toy-one micro +supported \(run 1\) +swapped arms +loss +contradicted +change")
            .And.MatchRegex(@"shuffled labels +loss +inconclusive 40× +change but for chance")
            .And.EndWith("1 decisions mutated in 4 ways: all change as they must, 0 weaknesses\n");
        _repro.Run("audit", "--mutate", "--json").Should().Be(ExitCode.Good);
        var claim = JsonDocument.Parse(_repro.Output).RootElement.GetProperty("claims")[0];
        claim.GetProperty("holds").GetBoolean().Should().BeTrue();
        claim.GetProperty("results")[0].GetProperty("after").GetProperty("contradicted").GetInt32().Should().Be(1);
    }

    [Fact]
    public void A_claim_that_survives_its_mutation_is_named_as_weak()
    {
        var file = Path.Combine(_repro.Home, "claims", "toy-one.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("by: 0.1", "by: -2"));
        _repro.Run("run");
        _repro.Run("audit", "--mutate").Should().Be(ExitCode.Good);
        _repro.Output.Should().Contain("weakness toy-one micro: stays supported under swapped arms of loss\n")
            .And.Contain("weakness toy-one micro: stays supported under shuffled labels of loss in 40 of 40 shuffles\n").And.Contain("2 weaknesses");
    }

    [Fact]
    public void Without_a_record_the_baselines_are_checked_and_it_is_not_green()
    {
        File.Delete(Path.Combine(_repro.Home, "artifacts", "repro.db"));
        _repro.Run("audit").Should().Be(ExitCode.NotMeasured);
        _repro.Error.Should().Be($"repro: there is no record at {Path.Combine(_repro.Home, "artifacts", "repro.db")}; only the baselines are checked\n");
        _repro.Output.Should().StartWith("0 verdicts recomputed, 0 cells read, 0 artefacts hashed, 1 baselines checked");
        _repro.Run("audit", "--mutate").Should().Be(ExitCode.Good);
        _repro.Output.Should().Contain("supported (baseline)");
    }

    [SkippableTheory]
    [InlineData]
    [InlineData("--mutate")]
    public void Loads_no_libtorch(params string[] arguments)
    {
        var (code, output, error, linker) = ReproProcess.Run(_repro.Home, ["audit", .. arguments]);
        code.Should().Be(ExitCode.Good, error);
        output.Should().ContainAny("nothing wrong", "all change as they must");
        Skip.If(linker.Length == 0, "this dynamic linker keeps no log");
        linker.Should().Contain("libcoreclr").And.Contain("e_sqlite3").And.NotContain("libtorch").And.NotContain("libc10");
    }
}
