using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;
using InverseRepro.Runner.TestWorker;
using static InverseRepro.Runner.Tests.Toys;

namespace InverseRepro.Runner.Tests;

/// <summary>A real database server that is stopped in mid-run, and started again or not.</summary>
public sealed class OutageTests : IDisposable
{
    private const int Seeds = 6;
    private static readonly CellId[] Cells = [.. Enumerable.Range(1, Seeds).Select(s => Cell("probe", (ulong)s))]; // each requires a training

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Outbox => Path.Combine(_folder.Path, "artefacts", "outbox");

    [SkippableTheory]
    [InlineData("immediate")]
    [InlineData("fast")]
    public async Task Results_of_an_outage_are_handed_over_when_the_store_is_back(string mode)
    {
        using var server = PostgresServer.OwnOrSkip();
        await using var toy = ToyRun.InProcess(_folder.Path, store: server.Of("postgres"));
        var observer = new RecordingObserver();
        var result = await toy.Reproduction.MeasureAsync(Cells, new Acting(observer, (3, () => server.Stop(mode)), (8, server.Start)), default);

        result.Cells.Values.Should().HaveCount(2 * Seeds).And.OnlyContain(c => c.State == CellState.Measured);
        observer.Notices.Should().HaveCount(2);
        observer.Notices[0].Should().Match($"store 'Host=*': *; the run goes on, and keeps its results in '{Outbox}/*.db' until the store is back");
        observer.Notices[1].Should().MatchRegex("^the store is back: [0-9]+ results handed over$");
        Directory.GetFiles(Outbox).Should().BeEmpty();
        toy.Store.Runs().Should().ContainSingle(r => r.State == "finished");
        toy.Store.Cells(result.Run).Should().HaveCount(2 * Seeds).And.OnlyContain(c => toy.Artefacts.IsIntact(c));
        toy.Store.Cells(result.Run).Select(c => c.Id).Should().OnlyHaveUniqueItems();
    }

    [SkippableFact]
    public async Task Results_of_an_outage_that_outlasts_the_run_are_handed_over_by_the_next()
    {
        using var server = PostgresServer.OwnOrSkip();
        IReadOnlyDictionary<CellId, CellRecord> measured;
        await using (var toy = ToyRun.InProcess(_folder.Path, store: server.Of("postgres")))
        {
            var observer = new RecordingObserver();
            var failure = (await FluentActions.Awaiting(() => toy.Reproduction.MeasureAsync(Cells, new Acting(observer, (3, () => server.Stop())), default))
                .Should().ThrowAsync<StoreUnavailableException>()).Which;
            failure.Message.Should().Match($"store 'Host=*': cannot be reached (*); start the server, or check Host and Port; 9 results of this run are kept in '{Outbox}/*.db': run the same again once the store is back, and they are handed over and not measured again");
            observer.Notices.Should().ContainSingle();
            measured = observer.Ended.ToDictionary(e => e.Cell.Id, e => e.Record!);
            measured.Should().HaveCount(2 * Seeds);
        }
        server.Start();

        var again = new RecordingObserver();
        await using var resumed = ToyRun.InProcess(_folder.Path, store: server.Of("postgres"));
        var result = await resumed.Reproduction.MeasureAsync(Cells, again, default);
        again.Started.Should().BeEmpty("nothing is measured again");
        again.Notices.Should().Equal("9 results that an earlier run could not record handed over to the store");
        foreach (var cell in Cells)
            result.Cells[cell].Record.Should().BeEquivalentTo(measured[cell]);
        Directory.GetFiles(Outbox).Should().BeEmpty();
        resumed.Store.Runs().Select(r => r.State).Should().Equal("finished", "failed");
        resumed.Store.Runs().SelectMany(r => resumed.Store.Cells(r.Id)).Should().HaveCount(2 * Seeds);
    }

    [SkippableFact]
    public async Task A_runner_killed_in_an_outage_leaves_its_results_for_the_next()
    {
        using var server = PostgresServer.OwnOrSkip();
        using (var doomed = new ToyProcess(_folder.Path, 8, server.Of("postgres")))
        {
            await doomed.CellStartedAsync();
            server.Stop();
            var clock = System.Diagnostics.Stopwatch.StartNew();
            while (Kept() < 2 && clock.Elapsed < TimeSpan.FromSeconds(60))
                await Task.Delay(50);
            doomed.Signal(ToyProcess.Kill);
            await doomed.ExitCodeAsync();
        }
        var kept = Kept();
        kept.Should().BeGreaterThan(1);
        server.Start();
        await using var resumed = ToyRun.WithWorkers(_folder.Path, store: server.Of("postgres"));
        var observer = new RecordingObserver();
        (await resumed.Reproduction.MeasureAsync(ToyRun.Grid(8), observer, default)).Cells.Values.Should().OnlyContain(c => c.State == CellState.Measured);
        observer.Notices.Should().ContainSingle().Which.Should().Be($"{kept} results that an earlier run could not record handed over to the store");
        resumed.Store.Runs().SelectMany(r => resumed.Store.Cells(r.Id)).Select(c => c.Id).Should().OnlyHaveUniqueItems();
        Kept().Should().Be(0);

        int Kept()
        {
            using var outbox = new Claims.Storing.Shards.Outbox(Outbox);
            return Directory.Exists(Outbox) ? Directory.GetFiles(Outbox, "*.db").Sum(f => outbox.CountOf(Path.GetFileNameWithoutExtension(f))) : 0;
        }
    }

    [SkippableFact]
    public async Task What_belongs_to_another_store_stays_in_the_outbox()
    {
        await using var toy = ToyRun.InProcess(_folder.Path);
        using (var outbox = new Claims.Storing.Shards.Outbox(Outbox))
            outbox.Keep("00ff", toy.Setup.Run with { State = "running" }, (await toy.MeasureAsync(Cell("train"))).Cells[Cell("train")].Record!);
        var observer = new RecordingObserver();
        await toy.MeasureAsync(observer, Cell("train"));
        observer.Notices.Should().BeEmpty();
        Directory.GetFiles(Outbox, "*.db").Should().ContainSingle();
    }

    [SkippableFact]
    public async Task A_store_that_is_away_at_the_start_ends_the_run_before_anything_is_measured()
    {
        using var server = PostgresServer.OwnOrSkip();
        await using var toy = ToyRun.InProcess(_folder.Path, store: server.Of("postgres"));
        server.Stop();
        var observer = new RecordingObserver();
        await FluentActions.Awaiting(() => toy.MeasureAsync(observer, Cells)).Should().ThrowAsync<StoreUnavailableException>();
        observer.Started.Should().BeEmpty();
    }

    /// <summary>Acts when so many cells have ended.</summary>
    private sealed class Acting(RecordingObserver inner, params (int Ended, Action Act)[] acts) : IRunObserver
    {
        public void CellStarted(Planning.PlannedCell cell, RunProgress run) => inner.CellStarted(cell, run);

        public void Noticed(string message) => inner.Noticed(message);

        public void CellEnded(CellResult result, RunProgress run)
        {
            inner.CellEnded(result, run);
            foreach (var (_, act) in acts.Where(a => a.Ended == inner.Ended.Count))
                act();
        }
    }
}
