using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;
using InverseRepro.Runner.TestWorker;
using static InverseRepro.Runner.Tests.Toys;

namespace InverseRepro.Runner.Tests;

public sealed class ReproductionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Measures_what_rule_and_controls_read_decides_and_records_the_verdict()
    {
        await using var toy = ToyRun.InProcess(_folder.Path);
        var result = await ReproduceAsync(toy, ClaimOn("train:loss[0]"));
        result.Plan.Cells.Arms().Distinct().Should().Equal("train", "other");
        result.Cells.Should().HaveCount(12);
        result.Decided.Single().Verdict.Outcome.Should().Be(Outcome.Supported);
        toy.Store.Verdicts("toy-claim", Scale.Micro).Single().Verdict.Reason.Should().Be(result.Decided.Single().Verdict.Reason);
    }

    [Fact]
    public async Task What_is_measured_beside_the_decision_decides_nothing_though_it_fails()
    {
        await using var toy = ToyRun.InProcess(_folder.Path);
        var alone = (await ReproduceAsync(toy, ClaimOn("train:loss[0]"))).Decided.Single().Verdict;
        var result = await ReproduceAsync(toy, ClaimOn("train:loss[0]") with { Beside = [new BesideMeasurement(MeasurementReference.Parse("throw:anything"), [])] });
        result.Cells.Values.Where(c => c.State == CellState.Failed).Should().HaveCount(6).And.OnlyContain(c => c.Cell.Id.Experiment == "throw");
        result.Decided.Single().Verdict.Should().BeEquivalentTo(alone);
    }

    [Fact]
    public async Task Reads_only_the_cells_of_its_own_plan()
    {
        await using (var before = ToyRun.InProcess(_folder.Path))
            await ReproduceAsync(before, ClaimOn("train:loss[0]"));
        await using var after = ToyRun.InProcess(_folder.Path, new ToySettings(Rate: 0.25));
        var result = await ReproduceAsync(after, ClaimOn("train:loss[0]"));
        var key = after.Reproduction.Plan([Cell("train")]).Cells.Single().Key;
        result.Evidence.Of(Cell("train"))![("loss", 0)].Should().Be(after.Store.Find(key!)!.Measurements[0].Value);
        result.Plan.ToRun.Arms().Should().HaveCount(6).And.OnlyContain(a => a == "train");
    }

    [Fact]
    public async Task Time_left_is_what_the_same_cells_took_before()
    {
        await using (var before = ToyRun.InProcess(_folder.Path))
            await before.MeasureAsync(Cell("train"));
        await using var after = ToyRun.InProcess(_folder.Path, new ToySettings(Rate: 0.25));
        var took = after.Store.Latest(Cell("train"))!.Seconds;
        var observer = new RecordingObserver();
        await after.MeasureAsync(observer, Cell("train"), Cell("train", 2));
        observer.First.Should().Be(new RunProgress(0, 2, TimeSpan.FromSeconds(2 * took)));
        observer.Last.Should().Be(new RunProgress(2, 2, TimeSpan.Zero));
    }

    [Fact]
    public async Task Missing_data_is_not_measured_with_the_reason()
    {
        await using var toy = ToyRun.InProcess(_folder.Path);
        var verdict = (await ReproduceAsync(toy, ClaimOn("read-data:length"))).Decided.Single().Verdict;
        verdict.Outcome.Should().Be(Outcome.NotMeasured);
        verdict.Reason.Should().MatchRegex("^not measured: the toy data is missing: no file .*; write one$");
    }

    [Fact]
    public async Task A_failed_cell_is_not_measured_and_named()
    {
        await using var toy = ToyRun.InProcess(_folder.Path);
        var verdict = (await ReproduceAsync(toy, ClaimOn("throw:anything"), seeds: 5)).Decided.Single().Verdict;
        verdict.Outcome.Should().Be(Outcome.NotMeasured);
        verdict.Reason.Should().Be("not measured: throw micro seed 1: the loss is not what it was (and 4 more)");
    }

    [Fact]
    public async Task An_interrupted_run_keeps_what_is_done_and_decides_nothing_unmeasured()
    {
        using var stop = new CancellationTokenSource();
        await using var toy = ToyRun.InProcess(_folder.Path);
        var result = await toy.Reproduction.ReproduceAsync([ClaimOn("train:loss[0]")], Scale.Micro, null, new StopAfterFirst(stop), stop.Token);
        result.Interrupted.Should().BeTrue();
        result.Decided.Should().BeEmpty();
        toy.Store.Cells(result.Run).Should().ContainSingle();
        toy.Store.Runs().Single().State.Should().Be("interrupted");
    }

    [Fact]
    public async Task A_scale_that_a_claim_does_not_plan_is_refused()
    {
        await using var toy = ToyRun.InProcess(_folder.Path);
        FluentActions.Invoking(() => toy.Reproduction.Plan([ClaimOn("train:loss[0]")], Scale.Gpu)).Should().Throw<RunnerException>()
            .WithMessage("claim 'toy-claim' is not planned at scale gpu; it is at micro");
    }

    private static Task<RunResult> ReproduceAsync(ToyRun toy, Claim claim, int? seeds = null) =>
        toy.Reproduction.ReproduceAsync([claim], Scale.Micro, seeds, new RecordingObserver(), CancellationToken.None);

    /// <summary>"The measurement is above −1", with the arm <c>other</c> as its control.</summary>
    private static Claim ClaimOn(string measurement)
    {
        var reference = MeasurementReference.Parse(measurement);
        var control = new NegativeControl("other arm", "A toy.", new Dictionary<string, string> { ["train"] = "other" }, Rotation.None, [], null);
        return new Claim("toy-claim", "none", new ClaimSource("1", null, "A toy."), "A toy.", Tier.Core, EvidenceUnit.Seed,
            new Estimand(reference, "1", Direction.Higher, null),
            new Rule.Greater(new Rule.Operand.Measured(reference), new Rule.Operand.Constant(-1), 0, null, "A toy."),
            [], [control], [], new Dictionary<Scale, ScalePlan> { [Scale.Micro] = new(6, 1) }, "toy.yaml");
    }

    private sealed class StopAfterFirst(CancellationTokenSource stop) : IRunObserver
    {
        public void CellEnded(CellResult result, RunProgress run) => stop.Cancel();
    }
}
