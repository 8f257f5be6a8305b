using InverseRepro.Claims.Storing;
using InverseRepro.Runner.Execution;

namespace InverseRepro.Runner;

/// <summary>What the composition root gives the runner; it also disposes of it.</summary>
/// <param name="Artefacts">Beside the store; locks and logs of running cells lie in its folder too.</param>
/// <param name="Run">Who measures, where and with what; its id, times and state are filled in when a run begins.</param>
public sealed record RunnerSetup(ExperimentCatalog Catalog, CellEnvironment Environment, IStore Store, ArtefactStore Artefacts,
    ICellExecutor Executor, RunRecord Run, TimeProvider Clock)
{
    /// <summary>How long a run whose cells are done waits for a store that is away.</summary>
    public TimeSpan StorePatience { get; init; } = TimeSpan.FromSeconds(30);
}
