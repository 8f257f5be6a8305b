namespace InverseRepro.Runner.Execution;

/// <summary>Where cells run: in worker processes, or in this one for tests.</summary>
public interface ICellExecutor : IAsyncDisposable
{
    /// <summary>How many cells run at once.</summary>
    int Slots { get; }

    /// <summary>One attempt at one cell. The log receives whatever the cell and its libraries print.</summary>
    /// <param name="progress">Called from other threads, at most ten times a second.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the attempt is lost.</exception>
    /// <exception cref="RunnerException">No cell can run here at all, e.g. the worker program does not start.</exception>
    Task<CellOutcome> ExecuteAsync(CellRequest request, Meanwhile meanwhile, CellLog log, Action<CellProgress> progress, CancellationToken cancellation);
}
