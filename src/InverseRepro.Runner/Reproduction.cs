using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;
using InverseRepro.Runner.Execution;
using InverseRepro.Runner.Frozen;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Runner;

/// <summary>The way from claims to recorded verdicts, shared by the command and by the tests. Runs go one after another.</summary>
public sealed class Reproduction(RunnerSetup setup)
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(2);

    private readonly SemaphoreSlim _oneRun = new(1);
    private readonly Planner _planner = new(setup.Catalog, setup.Environment, setup.Store, setup.Artefacts);

    /// <summary>What <see cref="ReproduceAsync"/> would run; nothing is changed.</summary>
    /// <exception cref="RunnerException">An unknown experiment or variant, a claim not planned at this scale, or cells that require each other.</exception>
    public Plan Plan(IReadOnlyList<Claim> claims, Scale scale, int? seeds = null) => Plan(claims.SelectMany(new Judgement(scale, seeds).CellsOf));

    /// <summary>
    /// What <see cref="ReproduceAsync"/> would run and what each part is expected to take, cells that cannot be measured here and
    /// what they require included; nothing is changed.
    /// </summary>
    /// <exception cref="RunnerException">As <see cref="Plan(IReadOnlyList{Claim}, Scale, int?)"/>.</exception>
    public PlanOutline Outline(IReadOnlyList<Claim> claims, Scale scale, int? seeds) =>
        PlanOutline.Of(_planner.Plan(claims.SelectMany(new Judgement(scale, seeds).CellsOf), whole: true), setup.Store, setup.Catalog);

    /// <summary>Fixes what <see cref="ReproduceAsync"/> would run in a folder of its own, for cells to be run from there on other machines.</summary>
    /// <param name="root">The folder of plans.</param>
    /// <exception cref="RunnerException">As <see cref="Plan(IReadOnlyList{Claim}, Scale, int?)"/>, or there is nothing to run.</exception>
    public PlanFolder Freeze(IReadOnlyList<Claim> claims, Scale scale, int? seeds, PublishedBuild build, string root) =>
        new PlanFreezer(setup).Freeze(Plan(claims, scale, seeds), claims, scale, seeds, build, root);

    /// <summary>What <see cref="MeasureAsync"/> would run; nothing is changed.</summary>
    public Plan Plan(IEnumerable<CellId> cells) => _planner.Plan(cells);

    /// <summary>Measures what the claims need and is not in the store yet, decides each claim on these cells, and records the verdicts.</summary>
    /// <param name="seeds">Seeds 1 … n; null for as many as each claim plans.</param>
    /// <param name="cancellation">Ends the run early: cells in flight are lost, the rest resumes next time.</param>
    /// <exception cref="RunnerException">The plan or the worker program is at fault.</exception>
    /// <exception cref="StoreException">The store or the artefact folder cannot be used.</exception>
    public Task<RunResult> ReproduceAsync(IReadOnlyList<Claim> claims, Scale scale, int? seeds, IRunObserver observer, CancellationToken cancellation)
    {
        var judgement = new Judgement(scale, seeds);
        return RunAsync(claims.SelectMany(judgement.CellsOf), observer, (ledger, cells) => Decide(ledger, claims, judgement, cells, observer), cancellation);
    }

    /// <summary>Measures the cells that are not in the store yet, for their artefacts; decides nothing.</summary>
    public Task<RunResult> MeasureAsync(IEnumerable<CellId> cells, IRunObserver observer, CancellationToken cancellation) =>
        RunAsync(cells, observer, (_, _) => [], cancellation);

    private static List<DecidedClaim> Decide(RunLedger ledger, IReadOnlyList<Claim> claims, Judgement judgement, IReadOnlyDictionary<CellId, CellResult> cells, IRunObserver observer)
    {
        var decided = new List<DecidedClaim>();
        foreach (var claim in claims)
        {
            if (judgement.Decide(claim, cells) is not { } verdict)
                continue;
            ledger.Record(verdict, [.. judgement.CellsOf(claim).Select(c => cells[c]).Where(c => c.State == CellState.Measured).Select(c => c.Record!.Key)]);
            decided.Add(new DecidedClaim(claim, verdict));
            observer.Decided(claim, verdict);
        }
        return decided;
    }

    private async Task<RunResult> RunAsync(IEnumerable<CellId> cells, IRunObserver observer,
        Func<RunLedger, IReadOnlyDictionary<CellId, CellResult>, IReadOnlyList<DecidedClaim>> decide, CancellationToken cancellation)
    {
        await _oneRun.WaitAsync(CancellationToken.None);
        try
        {
            RunLedger.DeliverEarlier(setup, observer);
            var plan = Plan(cells);
            observer.Planned(plan);
            setup.Artefacts.DeleteAbandoned(setup.Clock, Abandoned);
            using var ledger = RunLedger.Begin(setup, observer);
            return await EndingRunAsync(ledger, async () =>
            {
                var workshop = new Workshop(setup.Executor, setup.Store, setup.Artefacts, setup.Environment, setup.Clock);
                var results = await new Scheduler(workshop, plan, ledger, observer).RunAsync(cancellation);
                await ledger.SettleAsync(cancellation);
                return new RunResult(ledger.Run, plan, results, decide(ledger, results));
            });
        }
        finally
        {
            _oneRun.Release();
        }
    }

    private static async Task<RunResult> EndingRunAsync(RunLedger ledger, Func<Task<RunResult>> work)
    {
        var state = "failed";
        try
        {
            var result = await work();
            state = result.Interrupted ? "interrupted" : "finished";
            return result;
        }
        catch (OperationCanceledException)
        {
            state = "interrupted";
            throw;
        }
        finally
        {
            ledger.End(state);
        }
    }
}
