namespace InverseRepro.Runner.Execution;

/// <summary>A place for one worker at a time, and the next one where it is started before it is needed.</summary>
internal sealed class WorkerSlot(WorkerCommand command, ProcessStarter starter) : IAsyncDisposable
{
    private Task<WorkerProcess>? _next;

    /// <summary>Starts the next worker, which waits for its cell. It takes seconds to load what it computes with.</summary>
    /// <param name="log">Receives what it prints while it waits.</param>
    public void StartNext(CellLog log) => _next ??= WorkerProcess.StartAsync(command, starter, log, CancellationToken.None);

    /// <summary>Completes when no worker is starting here any more, whatever came of it.</summary>
    public async Task StartedAsync(CancellationToken cancellation)
    {
        if (_next is Task next)
            await next.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>The worker that waits, or else a new one.</summary>
    /// <exception cref="RunnerException">As <see cref="WorkerProcess.StartAsync"/>, twice.</exception>
    public async Task<WorkerProcess> TakeAsync(CellLog log, CancellationToken cancellation) =>
        await TakeNextAsync(cancellation) ?? await StartAsync(log, cancellation);

    public async ValueTask DisposeAsync()
    {
        if (await TakeNextAsync(CancellationToken.None) is { } waiting)
            await waiting.DisposeAsync();
    }

    /// <summary>Null where none was started, or it has died; why is seen when another is started in its place.</summary>
    private async Task<WorkerProcess?> TakeNextAsync(CancellationToken cancellation)
    {
        if (_next is not { } next)
            return null;
        try
        {
            var worker = await next.WaitAsync(cancellation);
            _next = null;
            if (worker.IsAlive)
                return worker;
            await worker.DisposeAsync();
        }
        catch (RunnerException)
        {
            _next = null;
        }
        return null;
    }

    private async Task<WorkerProcess> StartAsync(CellLog log, CancellationToken cancellation)
    {
        try
        {
            return await WorkerProcess.StartAsync(command, starter, log, cancellation);
        }
        catch (RunnerException)
        {
            // Killed while it started, perhaps; a second failure is the program's own and ends the run.
            return await WorkerProcess.StartAsync(command, starter, log, cancellation);
        }
    }
}
