using System.Diagnostics;
using System.Text.Json;
using InverseRepro.Runner.Frozen;

namespace InverseRepro.Cli.Tests;

public sealed class SubmitVerbTests
{
    [Fact]
    public void A_plan_is_run_cell_by_cell_and_gathered_to_the_verdict_of_a_run()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("submit", "plan", "--allow-dirty", "--folder", "grid").Should().Be(ExitCode.Good);
        repro.Error.Should().MatchRegex("plan [0-9a-f]{12}: 12 of 12 cells to run, build [0-9a-f]{16}");
        repro.Error.Should().Contain("longest cell: toy, 2 s expected from arithmetic on the settings; nothing is expected of 6 others");
        var folder = PlanFolder.Open(PlanIn(repro, "grid"));
        repro.Output.Should().Contain($"seq 0 11 | parallel --retries 4 --quote ").And.Contain($"cell --plan {folder.Path} --index {{}}").And.Contain($"gather {folder.Path} --final --store ");

        for (var index = 0; index < 12; index++)
            repro.Run("cell", "--plan", folder.Path, "--index", $"{index}").Should().Be(ExitCode.Good);
        repro.Error.Should().Contain(": measured, see ");
        repro.Run("gather", folder.Path).Should().Be(ExitCode.Good);
        repro.Error.Should().Contain($"plan {folder.Plan.Id}: 12 of 12 cells measured, 12 new in {Path.Combine(repro.Home, "artifacts", "repro.db")}");
        repro.Output.Should().MatchRegex(@"toy-one +✔ supported");
        repro.Run("gather", folder.Path, "--json").Should().Be(ExitCode.Good);
        repro.Error.Should().Contain(" 0 new in ");
        JsonDocument.Parse(repro.Output).RootElement.GetProperty("measured").GetInt32().Should().Be(12);

        repro.Run("run").Should().Be(ExitCode.Good);
        repro.Error.Should().NotContain("cells to run", "the record has them all");
        repro.Run("submit", "plan", "--allow-dirty").Should().Be(ExitCode.Usage);
        repro.Error.Should().Contain("nothing to run: all 12 cells are in the record");
        repro.Run("audit").Should().NotBe(ExitCode.Usage);
    }

    [Fact]
    public void What_submit_plan_prints_can_be_pasted_into_a_shell()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("submit", "plan", "--allow-dirty", "--folder", "it's; my grid").Should().Be(ExitCode.Good);
        var start = new ProcessStartInfo("sh", ["-c", $"printf '%s\\n' {repro.Output.TrimEnd().Split('\n')[^1]}"]) { RedirectStandardOutput = true };
        using var shell = Process.Start(start)!;
        shell.StandardOutput.ReadToEnd().Split('\n').Should().ContainInOrder("gather", PlanIn(repro, "it's; my grid"), "--final", "--store");
    }

    [Theory]
    [InlineData("null", "it is empty")]
    [InlineData("{}", "its content is not what its id says")]
    [InlineData("{\"id\": ", "")]
    public void A_damaged_plan_is_one_line(string header, string message)
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("submit", "plan", "--allow-dirty");
        var folder = PlanIn(repro, "runs");
        File.WriteAllText(Path.Combine(folder, "plan.json"), header);
        repro.Run("gather", folder).Should().Be(ExitCode.Usage);
        repro.Error.Trim().Should().Match($"repro: the plan in '{folder}' cannot be used: {message}*; restore it, or submit anew").And.NotContain("\n");
    }

    [Fact]
    public void A_damaged_shard_is_named_with_what_to_do_and_a_plan_that_cannot_be_written_to_is_gathered_all_the_same()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("submit", "plan", "--allow-dirty");
        var folder = PlanIn(repro, "runs");
        repro.Run("cell", "--plan", folder, "--index", "0");
        File.WriteAllText(Path.Combine(folder, "shards", "000001.0.db"), "no shard");
        Directory.CreateDirectory(Path.Combine(folder, "gather.json")); // root may write everywhere but here
        repro.Run("gather", folder).Should().Be(ExitCode.NotMeasured);
        repro.Error.Should().Contain("1 of 12 cells measured, 1 new in ")
            .And.Contain("000001.0.db': not an SQLite database; move it away; where no other attempt at its cell is whole, run that again")
            .And.Contain($"this is not written down in '{Path.Combine(folder, "gather.json")}': ");
    }

    [Fact]
    public void What_is_missing_or_failed_is_named_and_exits_3()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("submit", "plan", "--allow-dirty");
        var folder = PlanIn(repro, "runs");
        repro.Run("cell", "--plan", folder, "--index", "0");
        repro.Run("gather", folder).Should().Be(ExitCode.NotMeasured);
        repro.Error.Should().Contain("missing: cell 1, toy micro seed 2: no attempt has delivered yet");
        repro.Output.Should().BeEmpty("nothing is decided before all is in");
        repro.Run("gather", folder, "--final").Should().Be(ExitCode.NotMeasured);
        repro.Output.Should().Contain("not measured");
        JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "gather.json"))).RootElement.GetProperty("missing").GetArrayLength().Should().Be(11);
    }

    [Fact]
    public void Attempts_that_disagree_fail_and_are_written_down()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts(noise: 0.001) };
        repro.Run("submit", "plan", "--allow-dirty");
        var folder = PlanIn(repro, "runs");
        repro.Run("cell", "--plan", folder, "--index", "3");
        var shard = Directory.GetFiles(Path.Combine(folder, "shards")).Single();
        File.Move(shard, shard + ".aside"); // the orphan of a node that died delivers late
        repro.Run("cell", "--plan", folder, "--index", "3", "--attempt", "1");
        File.Move(shard + ".aside", shard);
        repro.Run("gather", folder).Should().Be(ExitCode.GateFailed);
        repro.Error.Should().MatchRegex(@"ALARM, not deterministic: cell 3, toy micro seed 4: two attempts disagree: loss is \S+ in 000003\.0-\w+\.db and \S+ in 000003\.1-\w+\.db");
        File.ReadAllText(Path.Combine(folder, "gather.json")).Should().Contain("two attempts disagree");
    }

    [Fact]
    public void Code_that_no_commit_holds_is_refused()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("submit", "plan").Should().Be(ExitCode.Usage);
        repro.Error.Should().Contain("is no git checkout: nobody could tell later what was measured");
        foreach (var command in new[] { "init -q", "add .", "-c user.name=a -c user.email=a@example.org commit -qm claims" })
            Process.Start("git", $"-C {repro.Home} {command}").WaitForExit();
        var claim = Path.Combine(repro.Home, "claims", "toy-one.yaml");
        File.AppendAllText(claim, "\n");
        repro.Run("submit", "plan").Should().Be(ExitCode.Usage);
        repro.Error.Should().Contain("the work tree differs from its commit");
    }

    [Fact]
    public void A_rule_that_changed_after_freezing_is_refused()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("submit", "plan", "--allow-dirty");
        var claim = Path.Combine(repro.Home, "claims", "toy-one.yaml");
        File.WriteAllText(claim, File.ReadAllText(claim).Replace("by: 0.1", "by: 0.01"));
        repro.Run("gather", PlanIn(repro, "runs")).Should().Be(ExitCode.Usage);
        repro.Error.Should().Contain("claim 'toy-one' has another rule").And.Contain("--repo " + Path.Combine(repro.Home, "runs", "builds"));
        repro.Run("gather", PlanIn(repro, "runs"), "--repo", Directory.GetDirectories(Path.Combine(repro.Home, "runs", "builds")).Single()).Should().Be(ExitCode.NotMeasured);
    }

    [Theory]
    [InlineData("cell --plan . --index 0", "there is no plan in")]
    [InlineData("gather nowhere", "there is no plan in")]
    [InlineData("cell --plan . --index x", "there is no plan in")]
    [InlineData("submit plan no-such-claim", "no claim matches 'no-such-claim'")]
    [InlineData("submit", "Required command was not provided")]
    public void Bad_input_is_one_line(string arguments, string message)
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run(arguments.Split(' ')).Should().Be(ExitCode.Usage);
        repro.Error.Trim().Should().StartWith("repro: ").And.Contain(message).And.NotContain("\n");
    }

    private static string PlanIn(Repro repro, string folder) =>
        Directory.GetDirectories(Path.Combine(repro.Home, folder)).Single(d => Path.GetFileName(d) != "builds");
}
