namespace InverseRepro.Runner.Execution;

/// <summary>Runs one cell at a time in this process, for tests and debuggers: a crash of the cell is a crash of the run.</summary>
public sealed class InProcessExecutor(CellHost host) : ICellExecutor
{
    public int Slots => 1;

    public Task<CellOutcome> ExecuteAsync(CellRequest request, Meanwhile meanwhile, CellLog log, Action<CellProgress> progress, CancellationToken cancellation) =>
        Task.Factory.StartNew(() => host.Run(request, progress, log.Append, cancellation), cancellation,
            TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
