using InverseRepro.Experiments;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Runner;

/// <summary>What a run left.</summary>
/// <param name="Run">Its id in the store.</param>
/// <param name="Cells">A result for every cell of the plan.</param>
/// <param name="Decided">Claims with their recorded verdicts; without those whose cells an interruption left unmeasured.</param>
public sealed record RunResult(long Run, Plan Plan, IReadOnlyDictionary<CellId, CellResult> Cells, IReadOnlyList<DecidedClaim> Decided)
{
    public bool Interrupted => Cells.Values.Any(c => c.State == CellState.Interrupted);

    /// <summary>The numbers of this run's cells, as the verdicts read them.</summary>
    public PlanEvidence Evidence { get; } = new(Cells);
}
