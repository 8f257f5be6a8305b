using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Storing;
using InverseRepro.Claims.Storing.Shards;
using InverseRepro.Experiments;
using InverseRepro.Runner.TestWorker;

namespace InverseRepro.Runner.Tests.Shards;

public sealed class GatherTests : IDisposable
{
    private const string OnTrain = "train:loss[0] other 5";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Decides_as_a_run_on_one_machine_does()
    {
        await using var toy = new ToyPlan(_folder.Path, "probe:weight probe-fixed 5");
        await toy.RunAllAsync();
        var (gathered, cells, _) = toy.Gather();
        var run = await toy.Origin.Reproduction.ReproduceAsync([ToyClaims.Of("probe:weight probe-fixed 5")], Scale.Micro, null, new RecordingObserver(), default);
        gathered.Decided.Single().Verdict.Should().BeEquivalentTo(run.Decided.Single().Verdict);
        gathered.Merged.Should().Be(15);
        cells.Should().HaveCount(15).And.OnlyContain(c => c.Succeeded && toy.Gathered().IsIntact(c));
        cells.SelectMany(c => c.Artefacts).Should().NotBeEmpty().And.OnlyContain(a => !a.Path.Contains(".."));
    }

    [Fact]
    public async Task Gathering_again_changes_nothing()
    {
        await using var toy = new ToyPlan(_folder.Path, OnTrain, "throw:x other 5", "die:x other 5");
        foreach (var cell in toy.Plan.ToRun.Where(c => c.Id.Experiment != "die"))
            await toy.RunAsync(cell.Index);
        var (first, cells, verdicts) = toy.Gather();
        var before = File.ReadAllBytes(Path.Combine(_folder.Path, "gathered", "repro.db"));
        var (second, cellsAgain, verdictsAgain) = toy.Gather();
        (first.Merged, second.Merged).Should().Be((15, 0));
        cellsAgain.Should().BeEquivalentTo(cells);
        (verdicts, verdictsAgain).Should().Be((3, 3));
        File.ReadAllBytes(Path.Combine(_folder.Path, "gathered", "repro.db")).Should().Equal(before);
        second.Decided.Select(d => d.Verdict.Reason).Should().Equal(first.Decided.Select(d => d.Verdict.Reason));
    }

    [Fact]
    public async Task What_is_missing_is_named_and_decided_only_when_nothing_more_comes()
    {
        await using var toy = new ToyPlan(_folder.Path, OnTrain, "probe:weight probe-fixed 5");
        foreach (var cell in toy.Plan.ToRun.Where(c => c.Id != Toys.Cell("train", 3)))
            await toy.RunAsync(cell.Index);
        var index = toy.IndexOf("train", 3);
        File.WriteAllText(toy.Folder.LogOf(index), "step 7\nout of memory\n");

        var (early, _, noVerdicts) = toy.Gather(final: false);
        early.Missing.Select(m => m.Problem).Should().Equal("no attempt has delivered yet", "no attempt has delivered yet");
        (early.Decided.Count, noVerdicts).Should().Be((0, 0));

        var (late, _, verdicts) = toy.Gather();
        late.Missing.Select(m => (m.Cell.Id.ToString(), m.Problem)).Should().Equal(
            ("train micro seed 3", "no attempt delivered; the log ends in: out of memory"),
            ("probe micro seed 3", "it requires train micro seed 3, which has no measurements"));
        late.Missing[0].Log.Should().Equal("step 7", "out of memory");
        late.Decided.Should().OnlyContain(d => d.Verdict.Outcome == Outcome.NotMeasured);
        late.Decided[0].Verdict.Reason.Should().Be("not measured: train micro seed 3: no attempt delivered; the log ends in: out of memory");

        await toy.RunAllAsync();
        var (whole, cells, more) = toy.Gather();
        whole.Merged.Should().Be(2);
        whole.Decided.Select(d => d.Verdict.Outcome).Should().Equal(Outcome.Supported, Outcome.Supported);
        (cells.Count, more).Should().Be((20, verdicts + 2));
    }

    [Fact]
    public async Task A_failed_cell_is_recorded_with_its_log()
    {
        await using var toy = new ToyPlan(_folder.Path, "throw:x other 5");
        await toy.RunAllAsync();
        var (result, cells, _) = toy.Gather();
        result.Failed.Should().HaveCount(5).And.OnlyContain(f => f.Problem == "the loss is not what it was" && f.Log.Count > 0);
        cells.Where(c => !c.Succeeded).Should().HaveCount(5);
        result.Decided.Single().Verdict.Reason.Should().Be("not measured: throw micro seed 1: the loss is not what it was (and 4 more)");
    }

    [Fact]
    public async Task Of_attempts_that_agree_one_counts()
    {
        await using var toy = new ToyPlan(_folder.Path, OnTrain);
        await toy.RunAllAsync();
        Twin(toy, 0, c => c with { Seconds = 99, Measurements = [.. c.Measurements] });
        var (result, cells, _) = toy.Gather();
        (result.Twins, result.Alarms.Count, cells.Count).Should().Be((1, 0, 10));
    }

    [Fact]
    public async Task Costs_may_differ_between_attempts()
    {
        await using var toy = new ToyPlan(_folder.Path, OnTrain);
        Twin(toy, 0, c => c, "a", new Measurement("time", null, 1, "s"));
        Twin(toy, 0, c => c, "b", new Measurement("time", null, 2, "s"));
        toy.Gather(final: false).Result.Alarms.Should().BeEmpty();
    }

    [Fact]
    public async Task Attempts_that_disagree_are_an_alarm_and_neither_counts()
    {
        await using var toy = new ToyPlan(_folder.Path, OnTrain);
        await toy.RunAllAsync();
        Twin(toy, 2, c => c with { Measurements = [.. c.Measurements.Select(m => m.Index == 4 ? m with { Value = Math.BitIncrement(m.Value) } : m)] });
        var (result, cells, verdicts) = toy.Gather();
        result.Alarms.Single().Problem.Should().MatchRegex(@"^two attempts disagree: loss\[4\] is \S+ in 000002\.0\.db and \S+ in 000002\.twin\.db$");
        cells.Where(c => c.Id == toy.Plan.Cells[2].Id).Should().ContainSingle().Which.Succeeded.Should().BeFalse();
        result.Decided.Single().Verdict.Outcome.Should().Be(Outcome.NotMeasured);
        result.Decided.Single().Verdict.Reason.Should().Contain("two attempts disagree");
        var (again, same, _) = toy.Gather();
        again.Alarms.Should().ContainSingle("an alarm stays one");
        (again.Merged, same.Count, verdicts).Should().Be((0, 10, 1));
    }

    [Fact]
    public async Task An_attempt_that_disagrees_with_the_record_is_an_alarm_too()
    {
        await using var toy = new ToyPlan(_folder.Path, OnTrain);
        await toy.RunAllAsync();
        toy.Gather();
        foreach (var (_, file) in toy.Folder.Shards.Files().Where(f => f.Index == 0))
            File.Delete(file);
        Twin(toy, 0, c => c, "late", new Measurement("loss", 0, 5, "1"));
        toy.Gather().Result.Alarms.Single().Problem.Should().Contain("in 000000.late.db and").And.Contain("in the store, and 7 more of 1");
    }

    [Fact]
    public async Task A_damaged_shard_is_one_message_and_loses_nothing_else()
    {
        await using var toy = new ToyPlan(_folder.Path, OnTrain);
        await toy.RunAllAsync();
        Twin(toy, 1, c => c);
        var torn = toy.Folder.Shards.FilesOf(0).Single();
        File.WriteAllBytes(torn, File.ReadAllBytes(torn)[..5000]);
        File.WriteAllText(toy.Folder.Shards.FilesOf(1)[0], "nothing of the kind");
        File.WriteAllText(Path.Combine(toy.Folder.Shards.Path, "000004.1.db.tmp"), "a copy that was cut off");
        var (result, cells, _) = toy.Gather();
        result.Damaged.Should().HaveCount(2).And.OnlyContain(d => !d.Contains('\n'));
        result.Damaged[0].Should().Contain(torn);
        result.Missing.Single().Cell.Index.Should().Be(0, "another attempt at cell 1 is whole");
        cells.Should().HaveCount(9);
    }

    [Fact]
    public async Task A_shard_whose_artefact_is_gone_does_not_count()
    {
        await using var toy = new ToyPlan(_folder.Path, OnTrain);
        await toy.RunAllAsync();
        var shard = ShardFolder.Read(toy.Folder.Shards.FilesOf(0).Single());
        File.Delete(Path.Combine(toy.Folder.Artefacts.Root, shard.Cell.Artefacts[0].Path));
        var (result, _, _) = toy.Gather();
        result.Damaged.Single().Should().Contain("is missing");
        result.Missing.Single().Cell.Index.Should().Be(0);
    }

    [Fact]
    public async Task A_shard_of_another_plan_is_left_alone()
    {
        await using var toy = new ToyPlan(_folder.Path, OnTrain);
        await toy.RunAsync(0);
        var other = ShardFolder.Read(toy.Folder.Shards.FilesOf(0).Single());
        toy.Folder.Shards.Commit(1, "0", "another", other.Run, other.Cell, _folder.Path);
        toy.Folder.Shards.Commit(2, "0", toy.Plan.Id, other.Run, other.Cell, _folder.Path);
        var (result, cells, _) = toy.Gather(final: false);
        result.Damaged.Should().HaveCount(2);
        result.Damaged[0].Should().Contain($"of plan another, not of {toy.Plan.Id}");
        result.Damaged[1].Should().Contain("is not cell 2 of the plan");
        cells.Should().ContainSingle();
    }

    [Fact]
    public async Task A_claim_whose_rule_changed_is_refused()
    {
        await using var toy = new ToyPlan(_folder.Path, OnTrain);
        await toy.RunAllAsync();
        toy.Invoking(t => t.Gather(claim: _ => ToyClaims.Of("train:loss[1] other 5") with { Id = OnTrain })).Should().Throw<RunnerException>()
            .WithMessage($"claim '{OnTrain}' has another rule (hash *: its rule, margins, gates, controls or seeds were changed; gather with the claims it was frozen with (--repo *builds*");
        toy.Invoking(t => t.Gather(claim: _ => ToyClaims.Of("train:loss[1] other 5"))).Should().Throw<RunnerException>().WithMessage("*which there is not any more*");
    }

    /// <summary>Another attempt at a cell, made from the one that is there or from one measurement.</summary>
    private void Twin(ToyPlan toy, int index, Func<CellRecord, CellRecord> change, string attempt = "twin", params Measurement[] measurements)
    {
        var cell = toy.Plan.Cells[index];
        var record = measurements.Length == 0
            ? ShardFolder.Read(toy.Folder.Shards.FilesOf(index)[0]).Cell
            : new CellRecord(cell.Id, cell.Key!, "{}", true, null, 1, 1, DateTimeOffset.UnixEpoch, measurements, []);
        toy.Folder.Shards.Commit(index, attempt, toy.Plan.Id, toy.Plan.Run, change(record), _folder.Path);
    }
}
