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

    private readonly List<(string First, string Second)> _together = [];
    private readonly HashSet<PlannedCell> _running = [];

    public RunProgress? First { get; private set; }

    public RunProgress? Last { get; private set; }

    public void CellStarted(PlannedCell cell, RunProgress run)
    {
        First ??= run;
        Started.Add(cell.Id.ToString());
        _together.AddRange(_running.Where(r => r != cell).SelectMany(r => new[] { (r.Id.Arm, cell.Id.Arm), (cell.Id.Arm, r.Id.Arm) }));
        _running.Add(cell);
    }

    public void CellProgressed(PlannedCell cell, CellProgress progress, RunProgress run) => Progress.Add(progress);

    public void CellRetried(PlannedCell cell, string why) => Retried.Add($"{cell.Id}: {why}");

    public void CellAwaited(PlannedCell cell) => Awaited.Add(cell.Id.ToString());

    public void Noticed(string message) => Notices.Add(message);

    public void CellEnded(CellResult result, RunProgress run)
    {
        Ended.Add(result);
        _running.Remove(result.Cell);
        Last = run;
    }

    /// <summary>What ran at the same time as a cell of an arm.</summary>
    public IEnumerable<string> Beside(string arm) => _together.Where(t => t.First == arm).Select(t => t.Second);
}
