using InverseRepro.Runner.Execution;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Runner.Tests;

/// <summary>Keeps what a run said, in order.</summary>
public sealed class RecordingObserver : IRunObserver
{
    public List<string> Started { get; } = [];

    public List<string> Retried { get; } = [];

    public List<string> Awaited { get; } = [];

    public List<string> Notices { get; } = [];

    public List<CellResult> Ended { get; } = [];

    public List<CellProgress> Progress { get; } = [];

    public RunProgress? First { get; private set; }

    public RunProgress? Last { get; private set; }

    public void CellStarted(PlannedCell cell, RunProgress run)
    {
        First ??= run;
        Started.Add(cell.Id.ToString());
    }

    public void CellProgressed(PlannedCell cell, CellProgress progress, RunProgress run) => Progress.Add(progress);

    public void CellRetried(PlannedCell cell, string why) => Retried.Add($"{cell.Id}: {why}");

    public void CellAwaited(PlannedCell cell) => Awaited.Add(cell.Id.ToString());

    public void Noticed(string message) => Notices.Add(message);

    public void CellEnded(CellResult result, RunProgress run)
    {
        Ended.Add(result);
        Last = run;
    }
}
