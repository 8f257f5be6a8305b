using InverseRepro.Experiments;

namespace InverseRepro.Runner.Execution;

/// <summary>How one attempt at a cell ended.</summary>
public abstract record CellOutcome
{
    private CellOutcome() { }

    /// <param name="Artefacts">Names of the files left in the scratch folder.</param>
    /// <param name="Seconds">Wall time of the experiment.</param>
    /// <param name="PeakBytes">Peak resident memory of the process while it ran.</param>
    public sealed record Succeeded(IReadOnlyList<Measurement> Measurements, IReadOnlyList<string> Artefacts, double Seconds, long PeakBytes)
        : CellOutcome;

    /// <summary>The experiment threw. Cells are deterministic, so it would throw again: not retried.</summary>
    public sealed record Failed(string Message, double Seconds) : CellOutcome;

    /// <summary>The process died under the cell: killed, out of memory, or a fault in native code. Retried once.</summary>
    public sealed record Crashed(string Message) : CellOutcome;
}
