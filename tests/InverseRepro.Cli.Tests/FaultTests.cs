namespace InverseRepro.Cli.Tests;

/// <summary>Disks, files and clocks that fail under the command: nothing is lost, nothing is silently wrong, one line says what to do.</summary>
public sealed class FaultTests
{
    private const string Supported = @"toy-one +✔ supported +\S.*\[.*\] +0\.1 +6 +1 held";

    [Fact]
    public void A_store_overwritten_in_the_middle_is_refused_by_every_verb_and_left_as_it_is()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("run").Should().Be(ExitCode.Good);
        var store = Path.Combine(repro.Home, "artifacts", "repro.db");
        var bytes = File.ReadAllBytes(store);
        Array.Fill(bytes, (byte)0xA5, bytes.Length / 2 / 4096 * 4096, 4096);
        File.WriteAllBytes(store, bytes);
        foreach (var verb in (string[][])[["run"], ["verify"], ["audit"], ["audit", "--mutate"], ["history", "toy-one"], ["show", "toy-one"], ["accept", "toy-one"]])
        {
            repro.Run(verb).Should().Be(ExitCode.Usage, string.Join(' ', verb));
            repro.Error.TrimEnd().Should().Match($"repro: store '{store}': damaged (*); nothing was changed; restore a copy, or move it away and run again").And.NotContain("\n");
        }
        File.ReadAllBytes(store).Should().Equal(bytes);
        File.Delete(store);
        repro.Run("run").Should().Be(ExitCode.Good);
        repro.Output.Should().MatchRegex(Supported);
    }

    [SkippableFact]
    public void A_read_only_place_refuses_runs_and_is_still_read()
    {
        using var disk = new SmallDisk(8192);
        using var repro = new Repro(Directory.CreateDirectory(disk["home"]), "toy-one") { Parts = Toy.Parts() };
        repro.Run("verify");
        repro.Run("accept", "toy-one").Should().Be(ExitCode.Good);
        disk.MakeReadOnly();
        try
        {
            var store = Path.Combine(repro.Home, "artifacts", "repro.db");
            foreach (var verb in (string[])["run", "verify"])
            {
                repro.Run(verb).Should().Be(ExitCode.Usage);
                repro.Error.TrimEnd().Should().Be($"repro: store '{store}': the file or its folder is read-only, or permission is missing; "
                    + "make it writable or choose another store with --store; what it holds is intact");
            }
            repro.Run("audit").Should().Be(ExitCode.Good, repro.Error);
            repro.Run("history", "toy-one").Should().Be(ExitCode.Good, repro.Error);
            repro.Output.Should().Contain("✔ supported");
            repro.Run("show", "toy-one").Should().Be(ExitCode.Good, repro.Error);
        }
        finally
        {
            disk.MakeWritable();
        }
    }

    [SkippableFact]
    public void A_full_disk_is_said_in_one_line_and_the_next_run_goes_on()
    {
        using var disk = new SmallDisk(8192);
        using var repro = new Repro(Directory.CreateDirectory(disk["home"]), "toy-one") { Parts = Toy.Parts() };
        repro.Run("run", "--seeds", "2").Should().Be(ExitCode.Good);
        disk.Fill(kilobytesLeft: 4);
        repro.Run("run").Should().Be(ExitCode.Usage);
        repro.Error.Split('\n').Should().ContainSingle(l => l.StartsWith("repro: ")).Which.ToLowerInvariant().Should().Contain("no space left on");
        repro.Error.Should().NotContain("   at ");
        disk.Empty();
        repro.Run("run").Should().Be(ExitCode.Good, repro.Error);
        repro.Output.Should().MatchRegex(Supported);
        repro.Error.Should().NotContain("seed 1 ", "what was measured before is kept");
        repro.Run("audit", "--json");
        repro.Output.Should().NotContain("\"store\"").And.NotContain("\"artefact\"").And.NotContain("\"verdict\"");
    }

    [Fact]
    public void A_clock_that_goes_backwards_changes_no_verdict_and_no_order()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() with { Clock = new BackwardClock() } };
        repro.Run("verify");
        repro.Run("accept", "toy-one").Should().Be(ExitCode.Good);
        repro.Run("verify").Should().Be(ExitCode.Good, repro.Output);
        repro.Run("audit").Should().Be(ExitCode.Good, repro.Output);
        repro.Run("history", "toy-one").Should().Be(ExitCode.Good);
        repro.Output.IndexOf("(run 2, ", StringComparison.Ordinal).Should().BePositive()
            .And.BeLessThan(repro.Output.IndexOf("(run 1, ", StringComparison.Ordinal), "runs are in the order they were recorded in");
        repro.Run("report").Should().Be(ExitCode.Good, repro.Error);
    }

    [Theory]
    [InlineData(null, "is missing")]
    [InlineData("pict", "is damaged: 4 bytes, 9 recorded")]
    [InlineData("PICTURE 1", "is damaged: its SHA-256 is not the recorded one")]
    public void An_artefact_deleted_cut_or_altered_is_named_and_measured_again(string? content, string problem)
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.Run("verify");
        repro.Run("accept", "toy-one");
        var file = Directory.EnumerateFiles(Path.Combine(repro.Home, "artifacts", "cells"), "grid.png", SearchOption.AllDirectories)
            .First(f => File.ReadAllText(f) == "picture 1");
        File.Delete(file);
        if (content is not null)
            File.WriteAllText(file, content);
        repro.Run("audit").Should().Be(ExitCode.GateFailed);
        repro.Output.Should().Match($"✘ artefact toy-one micro: 'cells/*/grid.png' {problem}\n*: 1 finding\n");
        repro.Run("verify").Should().Be(ExitCode.Good);
        repro.Error.Should().Contain("1 cell to run").And.Contain(problem);
        repro.Run("audit").Should().Be(ExitCode.Good, repro.Output);
        File.ReadAllText(file).Should().Be("picture 1");
    }

    private sealed class BackwardClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now -= TimeSpan.FromHours(1);
    }
}
