using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;
using InverseRepro.Runner.Execution;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Runner;

/// <summary>The way from claims to recorded verdicts, shared by the command and by the tests. Runs go one after another.</summary>
public sealed class Reproduction(RunnerSetup setup)
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(2);

    private readonly SemaphoreSlim _oneRun = new(1);
    private readonly Planner _planner = new(setup.Catalog, setup.Environment, setup.Store, setup.Artefacts);

    /// <summary>What would run; nothing is changed.</summary>
    /// <exception cref="RunnerException">An unknown experiment or variant, or cells that require each other.</exception>
    public Plan Plan(IEnumerable<CellId> cells) => _planner.Plan(cells);

    /// <summary>Measures the cells that are not in the store yet.</summary>
    /// <param name="cancellation">Ends the run early; cells in flight are lost, the rest resumes next time.</param>
    /// <exception cref="RunnerException">The plan or the worker program is at fault.</exception>
    /// <exception cref="StoreException">The store or the artefact folder cannot be used.</exception>
    public Task<RunResult> MeasureAsync(IEnumerable<CellId> cells, IRunObserver observer, CancellationToken cancellation) =>
        RunAsync(cells, observer, (run, plan, results) => new RunResult(run, plan, results), cancellation);

    private async Task<T> RunAsync<T>(IEnumerable<CellId> cells, IRunObserver observer,
        Func<long, Plan, IReadOnlyDictionary<CellId, CellResult>, T> conclude, CancellationToken cancellation)
    {
        await _oneRun.WaitAsync(CancellationToken.None);
        try
        {
            var plan = Plan(cells);
            observer.Planned(plan);
            setup.Artefacts.DeleteAbandoned(setup.Clock, Abandoned);
            var run = setup.Store.BeginRun(setup.Run with { Started = setup.Clock.GetUtcNow(), Ended = null, State = "running" });
            return await EndingRunAsync(run, async () =>
            {
                var workshop = new Workshop(setup.Executor, setup.Store, setup.Artefacts, setup.Environment, setup.Clock);
                var results = await new Scheduler(workshop, plan, run, observer).RunAsync(cancellation);
                return (conclude(run, plan, results), results.Values.Any(r => r.State == CellState.Interrupted));
            });
        }
        finally
        {
            _oneRun.Release();
        }
    }

    private async Task<T> EndingRunAsync<T>(long run, Func<Task<(T Result, bool Interrupted)>> work)
    {
        var state = "failed";
        try
        {
            var (result, interrupted) = await work();
            state = interrupted ? "interrupted" : "finished";
            return result;
        }
        finally
        {
            setup.Store.EndRun(run, state);
        }
    }
}
