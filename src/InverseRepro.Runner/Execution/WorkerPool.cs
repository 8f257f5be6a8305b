using System.Collections.Concurrent;

namespace InverseRepro.Runner.Execution;

/// <summary>
/// Persistent worker processes. A worker serves cell after cell; it is replaced after a failure, and when it has grown
/// beyond its memory limit.
/// </summary>
public sealed class WorkerPool : ICellExecutor
{
    public const long DefaultResidentLimit = 2L << 30;

    private readonly long _residentLimit;
    private readonly ProcessStarter _starter = new();
    private readonly IReadOnlyList<WorkerSlot> _slots;
    private readonly ConcurrentStack<(WorkerSlot Slot, WorkerProcess Worker)> _idle = new();
    private readonly ConcurrentStack<WorkerSlot> _free;

    /// <param name="jobs">Workers at once; null for one a processor.</param>
    public WorkerPool(WorkerCommand command, int? jobs = null, long residentLimit = DefaultResidentLimit)
        : this([.. Enumerable.Repeat(command, Math.Max(1, jobs ?? Environment.ProcessorCount))], residentLimit)
    {
    }

    /// <param name="commands">One for each worker there may be at once: they may see different devices.</param>
    /// <param name="residentLimit">
    /// Bytes of resident memory after a cell beyond which a worker is replaced; 0: after every cell, and then the next one starts
    /// while the cell runs, where it may.
    /// </param>
    public WorkerPool(IReadOnlyList<WorkerCommand> commands, long residentLimit = DefaultResidentLimit)
    {
        (_slots, _residentLimit) = ([.. commands.Select(c => new WorkerSlot(c, _starter))], residentLimit);
        _free = new(_slots.Reverse());
    }

    public int Slots => _slots.Count;

    public async Task<CellOutcome> ExecuteAsync(CellRequest request, Meanwhile meanwhile, CellLog log, Action<CellProgress> progress, CancellationToken cancellation)
    {
        var (slot, worker) = await TakeAsync(log, cancellation);
        var reusable = false;
        try
        {
            if (meanwhile == Meanwhile.Nothing)
                await Task.WhenAll(_slots.Select(s => s.StartedAsync(cancellation)));
            else if (_residentLimit == 0)
                slot.StartNext(log);
            var outcome = await worker.RunAsync(request, log, progress, cancellation);
            reusable = outcome is CellOutcome.Succeeded && worker.ResidentBytes <= _residentLimit;
            return outcome;
        }
        finally
        {
            if (reusable)
                _idle.Push((slot, worker));
            else
                await EndAsync(slot, worker);
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryPop(out var idle))
            await EndAsync(idle.Slot, idle.Worker);
        while (_free.TryPop(out var slot))
            await slot.DisposeAsync();
        _starter.Dispose();
    }

    private async Task<(WorkerSlot, WorkerProcess)> TakeAsync(CellLog log, CancellationToken cancellation)
    {
        while (_idle.TryPop(out var idle))
        {
            if (idle.Worker.IsAlive)
                return idle;
            await EndAsync(idle.Slot, idle.Worker);
        }
        if (!_free.TryPop(out var slot))
            throw new InvalidOperationException($"more than {Slots} cells at once");
        try
        {
            return (slot, await slot.TakeAsync(log, cancellation));
        }
        catch
        {
            _free.Push(slot);
            throw;
        }
    }

    private async Task EndAsync(WorkerSlot slot, WorkerProcess worker)
    {
        await worker.DisposeAsync();
        _free.Push(slot);
    }
}
