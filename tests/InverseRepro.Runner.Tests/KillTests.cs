using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;
using InverseRepro.Runner.TestWorker;

namespace InverseRepro.Runner.Tests;

/// <summary>Workers and runners killed with signal 9, round after round in one folder, at seeded moments of their life.</summary>
public sealed class KillTests : IDisposable
{
    private const int Rounds = 20, Seeds = 36;

    private readonly TemporaryFolder _folder = new();
    private readonly RandomStream _moments = new Seed(3).Derive("kill").Stream();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Twenty_kills_of_a_worker_and_of_its_runner_lose_only_the_cells_in_flight()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "signals and /proc are needed");
        var expected = await ExpectedAsync();
        IReadOnlyDictionary<CellId, CellRecord> known = new Dictionary<CellId, CellRecord>();
        for (var round = 0; round < Rounds; round++)
        {
            await KillWorkerThenRunnerAsync();
            var recorded = Recorded();
            known.Keys.Should().BeSubsetOf(recorded.Keys, "what was recorded once stays");
            foreach (var (id, cell) in recorded)
            {
                cell.Succeeded.Should().BeTrue();
                cell.Measurements.Should().Equal(expected[id], "round {0} must not have left a half-measured {1}", round, id);
            }
            known = recorded;
        }
        known.Should().NotBeEmpty();

        var observer = new RecordingObserver();
        await using var resumed = ToyRun.WithWorkers(_folder.Path);
        var results = (await resumed.Reproduction.MeasureAsync(ToyRun.Grid(Seeds), observer, default)).Cells;
        observer.Started.Should().NotContain(known.Keys.Select(id => id.ToString()), "the cache is reused");
        results.Values.Should().OnlyContain(r => r.State == CellState.Measured);
        foreach (var (id, result) in results)
            result.Record!.Measurements.Should().Equal(expected[id]);
    }

    private async Task KillWorkerThenRunnerAsync()
    {
        using var runner = new ToyProcess(_folder.Path, Seeds);
        for (var started = _moments.NextInt(5); started > 0; started--) // 0: while it starts
            await runner.CellStartedAsync();
        await Task.Delay(_moments.NextInt(150));
        if (runner.Workers() is { Count: > 0 } workers)
            ToyProcess.Signal(workers[_moments.NextInt(workers.Count)], ToyProcess.Kill);
        await Task.Delay(_moments.NextInt(150));
        var left = runner.Workers();
        runner.Signal(ToyProcess.Kill);
        await runner.ExitCodeAsync();
        foreach (var worker in left)
            await ToyProcess.GoneAsync(worker);
    }

    /// <summary>Read as any later command does: every page and every digest is checked, artefacts by their hashes.</summary>
    private IReadOnlyDictionary<CellId, CellRecord> Recorded()
    {
        var path = Path.Combine(_folder.Path, "repro.db");
        if (!File.Exists(path))
            return new Dictionary<CellId, CellRecord>();
        using var store = SqliteStore.OpenReadOnly(path);
        var artefacts = new ArtefactStore(Path.Combine(_folder.Path, "artefacts"));
        var cells = store.Runs().SelectMany(r => store.Cells(r.Id)).ToDictionary(c => c.Id);
        cells.Values.Where(c => !artefacts.IsIntact(c)).Should().BeEmpty();
        return cells;
    }

    private static async Task<Dictionary<CellId, IReadOnlyList<Measurement>>> ExpectedAsync()
    {
        using var folder = new TemporaryFolder();
        await using var undisturbed = ToyRun.InProcess(folder.Path);
        var probes = Enumerable.Range(1, Seeds).Select(s => Toys.Cell("probe", (ulong)s)).ToList();
        var measured = await undisturbed.Reproduction.MeasureAsync([.. probes.Select(p => p with { Experiment = "train" }), .. probes], new RecordingObserver(), default);
        // The slow cells measure what the quick ones do.
        return measured.Cells.ToDictionary(
            c => c.Key.Experiment == "train" ? c.Key with { Variant = ToyCatalog.Slow } : c.Key with { Experiment = "probe-slow" },
            c => c.Value.Record!.Measurements);
    }
}
