using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;
using InverseRepro.Runner.TestWorker;

namespace InverseRepro.Runner.Tests;

/// <summary>Real processes, struck at seeded moments.</summary>
public sealed class ResumeTests : IDisposable
{
    private const int CellsInGrid = 6;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Workers_killed_at_any_moment_cost_nothing_but_time()
    {
        OnlyOnLinux();
        var moments = new Seed(2).Derive("kill a worker").Stream();
        for (var round = 0; round < 2; round++)
        {
            using var folder = new TemporaryFolder();
            using var runner = new ToyProcess(folder.Path);
            await StrikeAfterAsync(runner, moments, 400);
            if (runner.Workers() is { Count: > 0 } workers)
                ToyProcess.Signal(workers[moments.NextInt(workers.Count)], ToyProcess.Kill);
            (await runner.ExitCodeAsync()).Should().Be(0);
            using var store = SqliteStore.OpenReadOnly(Path.Combine(folder.Path, "repro.db"));
            store.Cells(store.Runs().Single().Id).Should().HaveCount(CellsInGrid).And.OnlyContain(c => c.Succeeded);
        }
    }

    [SkippableFact]
    public async Task Ctrl_C_ends_with_130_and_a_store_that_the_next_run_resumes_from()
    {
        OnlyOnLinux();
        using (var runner = new ToyProcess(_folder.Path))
        {
            await runner.CellStartedAsync();
            var workers = runner.Workers();
            runner.Signal(ToyProcess.Interrupt);
            (await runner.ExitCodeAsync()).Should().Be(Interruption.ExitCode);
            foreach (var worker in workers)
                await ToyProcess.GoneAsync(worker);
        }
        using (var store = SqliteStore.OpenReadOnly(Path.Combine(_folder.Path, "repro.db")))
            store.Runs().Single().State.Should().Be("interrupted");
        await ResumedRunIsAsIfUndisturbedAsync();
    }

    [SkippableFact]
    public async Task Two_runners_on_one_store_both_succeed_and_do_no_cell_twice()
    {
        OnlyOnLinux();
        using var one = new ToyProcess(_folder.Path);
        using var two = new ToyProcess(_folder.Path);
        (await Task.WhenAll(one.ExitCodeAsync(), two.ExitCodeAsync())).Should().Equal(0, 0);
        using var store = SqliteStore.OpenReadOnly(Path.Combine(_folder.Path, "repro.db"));
        store.Runs().Should().HaveCount(2).And.OnlyContain(r => r.State == "finished");
        store.Runs().Sum(r => store.Cells(r.Id).Count).Should().Be(CellsInGrid);
    }

    [SkippableFact]
    public async Task Of_two_runners_on_one_store_the_death_of_one_costs_the_other_nothing()
    {
        OnlyOnLinux();
        const int Seeds = 16; // enough for both to be at work for a while
        using var doomed = new ToyProcess(_folder.Path, Seeds);
        await doomed.CellStartedAsync();
        using var other = new ToyProcess(_folder.Path, Seeds);
        await other.CellStartedAsync();
        doomed.Signal(ToyProcess.Kill);
        (await other.ExitCodeAsync()).Should().Be(0);
        using var store = SqliteStore.OpenReadOnly(Path.Combine(_folder.Path, "repro.db"));
        store.Runs().SelectMany(r => store.Cells(r.Id)).Select(c => c.Id).Should().HaveCount(2 * Seeds).And.OnlyHaveUniqueItems();
        store.Runs().Select(r => r.State).Should().BeEquivalentTo("running", "finished");
    }

    private async Task ResumedRunIsAsIfUndisturbedAsync()
    {
        var observer = new RecordingObserver();
        await using var resumed = ToyRun.WithWorkers(_folder.Path);
        var recorded = resumed.Store.Runs().Sum(r => resumed.Store.Cells(r.Id).Count);
        var results = (await resumed.Reproduction.MeasureAsync(ToyRun.Grid(), observer, default)).Cells;
        observer.Started.Should().HaveCountLessThanOrEqualTo(CellsInGrid - recorded);

        using var folder = new TemporaryFolder();
        await using var undisturbed = ToyRun.WithWorkers(folder.Path);
        var expected = await undisturbed.Reproduction.MeasureAsync(ToyRun.Grid(), new RecordingObserver(), default);
        foreach (var id in ToyRun.Grid())
            results[id].Record!.Measurements.Should().Equal(expected.Cells[id].Record!.Measurements);
    }

    private static async Task StrikeAfterAsync(ToyProcess runner, RandomStream moments, int withinMilliseconds)
    {
        await runner.CellStartedAsync();
        await Task.Delay(moments.NextInt(withinMilliseconds));
    }

    private static void OnlyOnLinux() => Skip.IfNot(OperatingSystem.IsLinux(), "signals and /proc are needed");
}
