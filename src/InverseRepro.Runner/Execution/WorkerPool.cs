using System.Collections.Concurrent;

namespace InverseRepro.Runner.Execution;

/// <summary>
/// Persistent worker processes. A worker serves cell after cell; it is replaced after a failure, and when it has grown
/// beyond its memory limit.
/// </summary>
/// <param name="commands">One for each worker there may be at once: they may see different devices.</param>
/// <param name="residentLimit">Bytes of resident memory after a cell beyond which a worker is replaced; 0: after every cell.</param>
public sealed class WorkerPool(IReadOnlyList<WorkerCommand> commands, long residentLimit = WorkerPool.DefaultResidentLimit) : ICellExecutor
{
    public const long DefaultResidentLimit = 2L << 30;

    private readonly ProcessStarter _starter = new();
    private readonly ConcurrentStack<WorkerProcess> _idle = new();
    private readonly ConcurrentStack<WorkerCommand> _free = new(commands.Reverse());

    /// <param name="jobs">Workers at once; null for one a processor.</param>
    public WorkerPool(WorkerCommand command, int? jobs = null, long residentLimit = DefaultResidentLimit)
        : this([.. Enumerable.Repeat(command, Math.Max(1, jobs ?? Environment.ProcessorCount))], residentLimit)
    {
    }

    public int Slots => commands.Count;

    public async Task<CellOutcome> ExecuteAsync(CellRequest request, CellLog log, Action<CellProgress> progress, CancellationToken cancellation)
    {
        var worker = await TakeAsync(log, cancellation);
        var reusable = false;
        try
        {
            var outcome = await worker.RunAsync(request, log, progress, cancellation);
            reusable = outcome is CellOutcome.Succeeded && worker.ResidentBytes <= residentLimit;
            return outcome;
        }
        finally
        {
            if (reusable)
                _idle.Push(worker);
            else
                await EndAsync(worker);
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryPop(out var worker))
            await worker.DisposeAsync();
        _starter.Dispose();
    }

    private async Task<WorkerProcess> TakeAsync(CellLog log, CancellationToken cancellation)
    {
        while (_idle.TryPop(out var worker))
        {
            if (worker.IsAlive)
                return worker;
            await EndAsync(worker);
        }
        if (!_free.TryPop(out var command))
            throw new InvalidOperationException($"more than {Slots} cells at once");
        try
        {
            return await StartAsync(command, log, cancellation);
        }
        catch
        {
            _free.Push(command);
            throw;
        }
    }

    private async Task<WorkerProcess> StartAsync(WorkerCommand command, CellLog log, CancellationToken cancellation)
    {
        try
        {
            return await WorkerProcess.StartAsync(command, _starter, log, cancellation);
        }
        catch (RunnerException)
        {
            // Killed while it started, perhaps; a second failure is the program's own and ends the run.
            return await WorkerProcess.StartAsync(command, _starter, log, cancellation);
        }
    }

    private async Task EndAsync(WorkerProcess worker)
    {
        await worker.DisposeAsync();
        _free.Push(worker.Command);
    }
}
