using System.Text.Json;

namespace InverseRepro.Cli.Tests;

public sealed class RunVerbTests
{
    [Fact]
    public void Ends_in_the_verdict_table_and_the_path_of_the_page()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("run").Should().Be(ExitCode.Good);
        repro.Output.Should().MatchRegex(@"toy-one +✔ supported +\S.*\[.*\] +0\.1 +6 +1 held");
        repro.Output.TrimEnd().Should().EndWith(Path.Combine(repro.Home, "artifacts", "report", "index.html"));
        File.ReadAllText(Path.Combine(repro.Home, "artifacts", "report", "claims", "toy-one.html")).Should().Contain("grid.png of toy, seed 1");
        repro.Error.Should().Contain("12 cells to run").And.Contain("[12/12]");
    }

    [Fact]
    public void A_second_run_measures_nothing()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("run");
        repro.Run("run").Should().Be(ExitCode.Good);
        repro.Error.Should().NotContain("cells to run");
        repro.Output.Should().Contain("✔ supported");
    }

    [Fact]
    public void Core_leaves_out_what_is_of_tier_extended_and_names_it()
    {
        using var repro = new Repro("toy-one", "toy-two") { Parts = Toy.Parts() };
        var file = Directory.GetFiles(repro.Home, "toy-two.yaml", SearchOption.AllDirectories).Single();
        File.WriteAllText(file, File.ReadAllText(file).Replace("tier: core", "tier: extended"));
        repro.Run("run", "--core").Should().Be(ExitCode.Good);
        repro.Output.Should().Contain("toy-one").And.NotContain("toy-two");
        repro.Error.Should().Contain("left out, being of tier extended: toy-two");
        repro.Run("run", "toy-two", "--core").Should().Be(ExitCode.Usage);
        repro.Error.Should().Contain("none of the chosen claims is of tier core");
    }

    [Fact]
    public void Json_is_all_there_is_on_standard_output()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("run", "--json").Should().Be(ExitCode.Good);
        var run = JsonDocument.Parse(repro.Output).RootElement;
        run.GetProperty("scale").GetString().Should().Be("micro");
        var claim = run.GetProperty("claims")[0];
        claim.GetProperty("id").GetString().Should().Be("toy-one");
        claim.GetProperty("passed").GetBoolean().Should().BeTrue();
        claim.GetProperty("verdict").GetProperty("outcome").GetString().Should().Be("supported");
        claim.GetProperty("verdict").GetProperty("seeds").EnumerateArray().Select(s => s.GetUInt64()).Should().Equal(1, 2, 3, 4, 5, 6);
        claim.GetProperty("verdict").GetProperty("effect").GetProperty("lower").GetDouble().Should().BeGreaterThan(0.1);
    }

    [Fact]
    public void A_contradicted_claim_is_a_result_and_no_failure()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts(loss: 0.05) };
        repro.Run("run").Should().Be(ExitCode.Good);
        repro.Output.Should().Contain("✘ contradicted");
    }

    [Fact]
    public void Strict_demands_a_verdict()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("run", "--seeds", "3").Should().Be(ExitCode.Good);
        repro.Run("run", "--seeds", "3", "--strict").Should().Be(ExitCode.Inconclusive);
        repro.Output.Should().Contain("? inconclusive");
    }

    [Fact]
    public void A_supported_control_fails()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        var file = Path.Combine(repro.Home, "claims", "toy-one.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"toy\": \"toy@worse\", \"toy@worse\": \"toy\"", "\"toy\": \"toy@same\""));
        repro.Run("run").Should().Be(ExitCode.GateFailed);
        repro.Output.Should().Contain("✘ 1 of 1 supported");
    }

    [Fact]
    public void Plan_lists_the_cells_and_measures_nothing()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("run", "--plan").Should().Be(ExitCode.Good);
        repro.Output.Should().MatchRegex(@"toy +1-6 +to run +2 s +12 s +1\.0 kB +arithmetic on the settings")
            .And.MatchRegex(@"toy@worse +1-6 +to run +\? +\? +\? +\?").And.EndWith("not counted are 6 of which nothing is expected" + Environment.NewLine);
        repro.Run("history", "toy-one").Should().Be(ExitCode.NotMeasured);
    }

    [Fact]
    public void Plan_expects_no_time_where_nothing_is_known()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts(declared: false) };
        repro.Run("run", "--plan").Should().Be(ExitCode.Good);
        repro.Output.TrimEnd().Should().EndWith("12 cells to run: how long they take is not known before some have run").And.NotContain("0 s");
    }

    [Fact]
    public void Plan_expects_what_stored_cells_took()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("run", "--seeds", "5");
        repro.Run("run", "--plan", "--json").Should().Be(ExitCode.Good);
        var plan = JsonDocument.Parse(repro.Output).RootElement;
        plan.GetProperty("cells").EnumerateArray().Select(c => (c.GetProperty("state").GetString(), c.GetProperty("basis").GetString(), c.GetProperty("seeds").GetArrayLength()))
            .Should().BeEquivalentTo([("stored", "measured", 5), ("stored", "measured", 5), ("to_run", "measured", 1), ("to_run", "measured", 1)]);
    }

    [Fact]
    public void Plan_names_what_is_missing_and_where_to_fetch_it()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts(missingData: true) };
        repro.Run("run", "--plan").Should().Be(ExitCode.NotMeasured);
        repro.Output.Should().Contain("12 cells for which data is missing").And.Contain("missing there is no toy data")
            .And.Contain("repro data fetch toys").And.Contain("https://example.org/toys.zip (2.0 kB, SHA-256 " + new string('a', 64) + ")");
        repro.Run("run").Should().Be(ExitCode.NotMeasured);
        repro.Error.Should().Contain("repro data fetch toys");
    }

    [SkippableTheory]
    [InlineData("gpu")]
    [InlineData("paper")]
    public void A_scale_for_a_gpu_is_planned_but_not_run_without_one(string scale)
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        var file = Path.Combine(repro.Home, "claims", "toy-one.yaml");
        File.AppendAllText(file, $"\n  {scale}: {{seeds: 6, minutes: 60}}\n");
        Skip.If(repro.Run("run", "--plan", "--scale", scale, "--device", "cuda") == ExitCode.Good, "there is a GPU here");
        repro.Error.Trim().Should().StartWith("repro: CUDA was asked for").And.NotContain("\n");
        repro.Run("run", "--plan", "--scale", scale).Should().Be(ExitCode.NotMeasured);
        repro.Output.Should().Contain("12 cells to run").And.Contain("sized for a GPU")
            .And.Contain("arithmetic on the settings is no measurement: it supposes a GPU with 5 TMAC/s in float32, half an A100's peak, and 7.5 µs an operator");
        repro.Run("run", "--scale", scale).Should().Be(ExitCode.NotMeasured);
        repro.Error.Should().Contain("sized for a GPU");
        repro.Run("run", "--scale", scale, "--device", "cpu").Should().Be(ExitCode.Good);
    }

    [Fact]
    public void A_scale_that_a_claim_does_not_have_is_named()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("run", "toy-one", "--scale", "gpu").Should().Be(ExitCode.Usage);
        repro.Error.TrimEnd().Should().Be("repro: claim 'toy-one' does not run at scale gpu; it runs at micro");
    }

    [Fact]
    public void History_and_report_read_what_was_recorded()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("run");
        repro.Run("history", "toy-one").Should().Be(ExitCode.Good);
        repro.Output.Should().Contain("✔ supported").And.Contain("(run 1, ").And.MatchRegex(@"toy:loss +1\.0\d+ .* 1× +–")
            .And.EndWith("no step in 2 metrics (rank-based, 1 % chance of a false one among them all; reported, not gated)\n");
        repro.Run("report").Should().Be(ExitCode.Good);
        File.Exists(repro.Output.Trim()).Should().BeTrue();
    }

    [Fact]
    public void The_report_goes_where_it_is_told_and_its_summary_where_CI_reads_it()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("run");
        var summary = Path.Combine(repro.Home, "step.md");
        File.WriteAllText(summary, "before\n");
        repro.With("GITHUB_STEP_SUMMARY", summary).Run("report", "--out", "site", "--summary").Should().Be(ExitCode.Good);
        repro.Output.Should().Contain("| toy-one | micro | ✔ supported |");
        repro.Output.TrimEnd().Should().EndWith(Path.Combine(repro.Home, "site", "index.html"));
        File.ReadAllText(summary).Should().StartWith("before\n## Claims").And.Contain("| toy-one | micro | ✔ supported |");
    }

    [Fact]
    public void A_report_of_nothing_measured_says_so_and_exits_3()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts(missingData: true) };
        repro.Run("run").Should().Be(ExitCode.NotMeasured);
        repro.Run("report").Should().Be(ExitCode.NotMeasured);
        File.ReadAllText(Path.Combine(repro.Home, "artifacts", "report", "index.html")).Should().Contain("not measured");
    }

    [Fact]
    public void A_report_never_replaces_a_folder_of_something_else()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("run");
        repro.Run("report", "--out", ".").Should().Be(ExitCode.Usage);
        repro.Error.TrimEnd().Should().EndWith("holds something that is no report; name an empty or new folder with --out");
    }
}
