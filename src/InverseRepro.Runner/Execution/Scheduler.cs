using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Runner.Execution;

/// <summary>
/// Runs the cells of a plan, required ones first, and records each as it ends. A cell that measures time runs with nothing beside
/// it. All state is touched by one loop only: what happens elsewhere is posted to it.
/// </summary>
internal sealed class Scheduler(Workshop workshop, Plan plan, RunLedger ledger, IRunObserver observer)
{
    private const int MaxAttempts = 2;
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(500);

    private readonly Channel<Action> _posted = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    private readonly List<PlannedCell> _waiting = [.. plan.ToRun];
    private readonly Dictionary<CellId, Attempt> _running = [];
    private readonly List<Task> _tasks = [];
    private readonly Dictionary<CellId, CellResult> _results = [];
    private readonly HashSet<CellId> _awaited = [];
    private readonly TimeEstimate _estimate = new(workshop.Store, plan.ToRun, workshop.Executor.Slots);
    private readonly int _total = plan.ToRun.Count();
    private int _done;
    private bool _pollPending;
    private CancellationToken _stop;

    /// <summary>A result for every cell of the plan. Cancelled, it returns soon, with the cells in flight as interrupted.</summary>
    /// <exception cref="RunnerException">No worker can be started.</exception>
    /// <exception cref="StoreException">The store does not take a result.</exception>
    public async Task<IReadOnlyDictionary<CellId, CellResult>> RunAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var wake = cancellation.Register(() => _posted.Writer.TryWrite(() => { }));
        _stop = stop.Token;
        foreach (var cell in plan.Cells.Where(c => c.State != PlannedState.ToRun))
            _results[cell.Id] = cell.State == PlannedState.Stored
                ? new CellResult(cell, CellState.Measured, cell.Stored, null)
                : new CellResult(cell, CellState.NotMeasurable, null, cell.Reason);
        try
        {
            StartReady();
            while (_running.Count > 0 || (_waiting.Count > 0 && !_stop.IsCancellationRequested))
                (await _posted.Reader.ReadAsync(CancellationToken.None))();
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(_tasks);
            foreach (var attempt in _running.Values.ToList())
                Release(attempt);
        }
        foreach (var cell in plan.ToRun.Where(c => !_results.ContainsKey(c.Id)))
            _results[cell.Id] = new CellResult(cell, CellState.Interrupted, null, "the run was interrupted");
        return _results;
    }

    private void StartReady()
    {
        foreach (var cell in Ready())
        {
            if (!HasRoomFor(cell) || _stop.IsCancellationRequested)
                return;
            if (ledger.TryClaim(cell.Key!) is { } claim)
                StartOrTakeOver(cell, claim);
            else
                Await(cell);
        }
    }

    // Cells that measure time go first, so that no worker waits long for others to end, less those that another run measures.
    private List<PlannedCell> Ready() => [.. _waiting.Where(IsReady).OrderByDescending(c => c.IsTimed && !_awaited.Contains(c.Id))];

    private bool HasRoomFor(PlannedCell cell) => _running.Count == 0
        || (_running.Count < workshop.Executor.Slots && !cell.IsTimed && !_running.Values.Any(a => a.Cell.IsTimed));

    private bool IsReady(PlannedCell cell) =>
        cell.Requires.All(r => _results.TryGetValue(r, out var required) && required.State == CellState.Measured);

    // Another run may have measured the cell since the plan was made.
    private void StartOrTakeOver(PlannedCell cell, IDisposable claim)
    {
        _waiting.Remove(cell);
        if (ledger.Find(cell.Key!) is { } record && workshop.Artefacts.IsIntact(record))
        {
            claim.Dispose();
            End(new CellResult(cell, CellState.Measured, record, null), null);
            Post(StartReady);
            return;
        }
        var log = new CellLog(Path.Combine(workshop.LogFolder(ledger.Run), $"{cell.Id.ToString().Replace(' ', '-')}.log"));
        Start(cell, 1, log, claim);
    }

    private void Start(PlannedCell cell, int number, CellLog log, IDisposable? claim)
    {
        var attempt = new Attempt(cell, number, log, claim, workshop.Artefacts.Begin(cell.Key!), workshop.Clock.GetTimestamp());
        _running[cell.Id] = attempt;
        _tasks.RemoveAll(t => t.IsCompleted);
        _tasks.Add(ExecuteAsync(attempt));
        observer.CellStarted(cell, Progress());
    }

    private async Task ExecuteAsync(Attempt attempt)
    {
        try
        {
            var meanwhile = attempt.Cell.IsTimed || _waiting.Count == 0 ? Meanwhile.Nothing : Meanwhile.StartNext;
            var outcome = await workshop.Executor.ExecuteAsync(Request(attempt), meanwhile, attempt.Log, p => Post(() => Progressed(attempt, p)), _stop);
            Post(() => Ended(attempt, outcome));
        }
        catch (OperationCanceledException)
        {
            Post(() => Release(attempt));
        }
        catch (Exception failure)
        {
            Post(ExceptionDispatchInfo.Capture(failure).Throw);
        }
    }

    private CellRequest Request(Attempt attempt) => new(attempt.Cell.Id, workshop.Environment.Device, workshop.Environment.DataRoot,
        attempt.Draft.Folder, [.. attempt.Cell.Requires.SelectMany(r => _results[r].Record!.Artefacts.Select(a =>
            new RequiredFile(r.Experiment, r.Variant, a.Name, Path.Combine(workshop.Artefacts.Root, a.Path), a.Sha256)))]);

    private void Progressed(Attempt attempt, CellProgress progress)
    {
        _estimate.Progressed(attempt.Cell.Id, progress.Fraction, workshop.Clock.GetElapsedTime(attempt.Started).TotalSeconds);
        observer.CellProgressed(attempt.Cell, progress, Progress());
    }

    private void Ended(Attempt attempt, CellOutcome outcome)
    {
        if (outcome is CellOutcome.Crashed && _stop.IsCancellationRequested)
        {
            Release(attempt); // what ended the run ended its worker too
            return;
        }
        if (outcome is CellOutcome.Crashed crash && attempt.Number < MaxAttempts)
        {
            attempt.Draft.Dispose();
            observer.CellRetried(attempt.Cell, crash.Message);
            Start(attempt.Cell, attempt.Number + 1, attempt.Log, attempt.Claim);
            return;
        }
        var record = CellRecords.Of(attempt, outcome, workshop.Clock);
        ledger.Record(record);
        Release(attempt);
        if (record.Succeeded)
            End(new CellResult(attempt.Cell, CellState.Measured, record, null), record.Seconds);
        else
            End(new CellResult(attempt.Cell, CellState.Failed, record, record.Failure!.Split('\n')[0]), null);
        BlockDependents();
        StartReady();
    }

    private void BlockDependents()
    {
        foreach (var cell in _waiting.ToList()) // in plan order: what a blocked cell blocks comes after it
        {
            if (cell.Requires.FirstOrDefault(r => _results.TryGetValue(r, out var required) && required.State != CellState.Measured) is not { } broken)
                continue;
            _waiting.Remove(cell);
            End(new CellResult(cell, CellState.Blocked, null, $"it requires {broken}, which has no measurements: {_results[broken].Problem}"), null);
        }
    }

    private void End(CellResult result, double? seconds)
    {
        _results[result.Cell.Id] = result;
        _done++;
        _estimate.Ended(result.Cell.Id, seconds);
        observer.CellEnded(result, Progress());
    }

    private void Await(PlannedCell cell)
    {
        if (_awaited.Add(cell.Id))
            observer.CellAwaited(cell);
        if (_pollPending)
            return;
        _pollPending = true;
        _ = Task.Delay(LockPoll, workshop.Clock).ContinueWith(_ => Post(() =>
        {
            _pollPending = false;
            StartReady();
        }), TaskScheduler.Default);
    }

    private void Release(Attempt attempt)
    {
        _running.Remove(attempt.Cell.Id);
        attempt.Draft.Dispose();
        attempt.Claim?.Dispose();
    }

    private RunProgress Progress() => new(_done, _total, _estimate.Left());

    private void Post(Action action) => _posted.Writer.TryWrite(action);
}
