using InverseRepro.Claims.Storing.Shards;
using InverseRepro.Runner.Execution;
using InverseRepro.Runner.Shards;
using InverseRepro.Runner.TestWorker;

namespace InverseRepro.Runner.Tests.Shards;

public sealed class CellAttemptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Measures_what_a_run_on_one_machine_measures()
    {
        await using var toy = new ToyPlan(_folder.Path, "probe:weight other 1");
        await toy.RunAllAsync();
        var run = await toy.Origin.MeasureAsync(Toys.Cell("train"), Toys.Cell("probe"));
        foreach (var (id, result) in run.Cells)
        {
            var shard = ShardFolder.Read(toy.Folder.Shards.FilesOf(toy.IndexOf(id.Experiment)).Single());
            shard.Cell.Should().BeEquivalentTo(result.Record, o => o.Excluding(c => c!.Seconds).Excluding(c => c!.PeakBytes).Excluding(c => c!.Finished).Excluding(c => c!.Artefacts));
            shard.Cell.Artefacts.Select(a => (a.Name, a.Sha256)).Should().Equal(result.Record!.Artefacts.Select(a => (a.Name, a.Sha256)));
            shard.Run.Host.Should().Be("node");
        }
    }

    [Fact]
    public async Task Starts_nothing_that_no_cell_would_run_in()
    {
        await using var toy = new ToyPlan(_folder.Path, "train:loss[0] other 1");
        var executor = new Watching(toy.Origin.Setup.Executor);
        var attempt = new CellAttempt(toy.Folder, ToyCatalog.Create(), executor, toy.Origin.Setup.Run, TimeProvider.System);
        await attempt.RunAsync(0, "0", _folder.Path, _ => { }, default);
        executor.Asked.Should().Equal(Meanwhile.Nothing);
    }

    [Fact]
    public async Task Runs_nothing_where_an_earlier_attempt_delivered()
    {
        await using var toy = new ToyPlan(_folder.Path, "throw:x other 1");
        var (fine, broken) = (toy.IndexOf("other"), toy.IndexOf("throw"));
        (await toy.RunAsync(fine)).Should().Be(AttemptEnd.Measured);
        (await toy.RunAsync(broken)).Should().Be(AttemptEnd.Failed);
        var shards = toy.Folder.Shards.Files();
        var said = new List<string>();
        (await toy.RunAsync(fine, "1", said: said)).Should().Be(AttemptEnd.Measured);
        (await toy.RunAsync(broken, "1", said: said)).Should().Be(AttemptEnd.Failed, "it would fail again");
        toy.Folder.Shards.Files().Should().Equal(shards);
        said.Should().HaveCount(2).And.OnlyContain(s => s.Contains("before, see"));
    }

    [Fact]
    public async Task A_damaged_shard_counts_as_none()
    {
        await using var toy = new ToyPlan(_folder.Path, "train:loss[0] other 1");
        await toy.RunAsync(0);
        File.WriteAllText(toy.Folder.Shards.FilesOf(0).Single(), "damaged");
        (await toy.RunAsync(0, "1")).Should().Be(AttemptEnd.Measured);
        toy.Folder.Shards.FilesOf(0).Should().HaveCount(2);
    }

    [Fact]
    public async Task Without_what_it_requires_nothing_is_run()
    {
        await using var toy = new ToyPlan(_folder.Path, "probe:weight other 1");
        var said = new List<string>();
        (await toy.RunAsync(toy.IndexOf("probe"), said: said)).Should().Be(AttemptEnd.NotMeasurable);
        said.Should().Equal("probe micro seed 1: it requires train micro seed 1, which has no measurements");
        toy.Folder.Shards.Files().Should().BeEmpty();
    }

    [Fact]
    public async Task Data_that_is_gone_is_named()
    {
        await using var toy = new ToyPlan(_folder.Path, "read-data:length other 1");
        var data = Path.Combine(toy.Origin.DataRoot, ToyCatalog.DataFile);
        File.WriteAllText(data, "123");
        var index = toy.IndexOf("read-data");
        File.Delete(data);
        var said = new List<string>();
        (await toy.RunAsync(index, said: said)).Should().Be(AttemptEnd.NotMeasurable);
        said.Single().Should().Contain("the toy data is missing");
    }

    [Fact]
    public async Task Other_code_or_settings_than_the_plans_are_refused()
    {
        await using var toy = new ToyPlan(_folder.Path, "train:loss[0] other 1");
        await toy.Awaiting(t => t.RunAsync(0, train: new ToySettings(Rate: 0.25))).Should().ThrowAsync<RunnerException>()
            .WithMessage($"train micro seed 1 would be measured otherwise here than plan {toy.Plan.Id} was frozen for: this is another build*");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public async Task A_cell_that_is_not_to_be_run_is_refused(int index)
    {
        await using var toy = new ToyPlan(_folder.Path, "train:loss[0] other 1");
        await toy.Awaiting(t => t.RunAsync(index)).Should().ThrowAsync<RunnerException>().WithMessage($"plan {toy.Plan.Id} has no cell {index} to run; it has 0 to 1");
    }

    private sealed class Watching(ICellExecutor inner) : ICellExecutor
    {
        public List<Meanwhile> Asked { get; } = [];

        public int Slots => inner.Slots;

        public Task<CellOutcome> ExecuteAsync(CellRequest request, Meanwhile meanwhile, CellLog log, Action<CellProgress> progress, CancellationToken cancellation)
        {
            Asked.Add(meanwhile);
            return inner.ExecuteAsync(request, meanwhile, log, progress, cancellation);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
