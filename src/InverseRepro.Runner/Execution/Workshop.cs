using InverseRepro.Claims.Storing;

namespace InverseRepro.Runner.Execution;

/// <summary>What a run works with.</summary>
internal sealed record Workshop(ICellExecutor Executor, IStore Store, ArtefactStore Artefacts, CellEnvironment Environment, TimeProvider Clock)
{
    public string LogFolder(long run) => Path.Combine(Artefacts.Root, "logs", $"run-{run}");
}
