using System.Diagnostics;

namespace InverseRepro.Runner.Execution;

/// <summary>Runs cells of a catalog in this process.</summary>
public sealed class CellHost(ExperimentCatalog catalog)
{
    /// <summary>One attempt; an exception of the experiment becomes <see cref="CellOutcome.Failed"/>, its trace goes to the log.</summary>
    /// <exception cref="OperationCanceledException">The cell noticed the cancellation.</exception>
    public CellOutcome Run(CellRequest request, Action<CellProgress> progress, Action<string> log, CancellationToken cancellation)
    {
        var memory = ProcessMemory.StartPeak();
        var clock = Stopwatch.StartNew();
        try
        {
            var cell = new RunningCell(request, progress, cancellation);
            catalog.Of(request.Id).Run(cell);
            return new CellOutcome.Succeeded(cell.Measurements, cell.CheckArtefacts(), clock.Elapsed.TotalSeconds, memory.PeakBytes());
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            log(failure.ToString());
            return new CellOutcome.Failed(MemoryAdvice.Explain(failure, catalog, request.Id), clock.Elapsed.TotalSeconds);
        }
    }
}
