using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Runner.Execution;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Runner;

/// <summary>Watches a run, e.g. to show it. Calls come one at a time; each must return quickly.</summary>
public interface IRunObserver
{
    void Planned(Plan plan) { }

    void CellStarted(PlannedCell cell, RunProgress run) { }

    /// <summary>At most ten times a second for each running cell.</summary>
    void CellProgressed(PlannedCell cell, CellProgress progress, RunProgress run) { }

    /// <summary>Its worker died; the cell starts again in a fresh one.</summary>
    void CellRetried(PlannedCell cell, string why) { }

    /// <summary>Another run on the same store is measuring this cell; its result will be taken over. Said once a cell.</summary>
    void CellAwaited(PlannedCell cell) { }

    /// <summary>It was measured, failed, or is blocked by one that failed.</summary>
    void CellEnded(CellResult result, RunProgress run) { }

    /// <summary>Something of the run as a whole that people should know: one line.</summary>
    void Noticed(string message) { }

    void Decided(Claim claim, Verdict verdict) { }
}
