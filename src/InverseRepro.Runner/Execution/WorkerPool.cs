using System.Collections.Concurrent;

namespace InverseRepro.Runner.Execution;

/// <summary>
/// Persistent worker processes. A worker serves cell after cell; it is replaced after a failure, and when it has grown
/// beyond its memory limit.
/// </summary>
/// <param name="jobs">Workers at once; null for one a processor.</param>
/// <param name="residentLimit">Bytes of resident memory after a cell beyond which a worker is replaced.</param>
public sealed class WorkerPool(WorkerCommand command, int? jobs = null, long residentLimit = WorkerPool.DefaultResidentLimit) : ICellExecutor
{
    public const long DefaultResidentLimit = 2L << 30;

    private readonly ProcessStarter _starter = new();
    private readonly ConcurrentStack<WorkerProcess> _idle = new();

    public int Slots { get; } = Math.Max(1, jobs ?? Environment.ProcessorCount);

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
                await worker.DisposeAsync();
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
            await worker.DisposeAsync();
        }
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
}
