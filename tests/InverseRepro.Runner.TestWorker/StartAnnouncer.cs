using InverseRepro.Runner.Planning;

namespace InverseRepro.Runner.TestWorker;

/// <summary>Prints one line when a cell starts, so that a test knows when to strike.</summary>
public sealed class StartAnnouncer : IRunObserver
{
    public void CellStarted(PlannedCell cell, RunProgress run) => Console.WriteLine($"started {cell.Id}");
}
