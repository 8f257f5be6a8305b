using InverseRepro.Experiments;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Runner;

/// <summary>What a run left.</summary>
/// <param name="Run">Its id in the store.</param>
/// <param name="Cells">A result for every cell of the plan.</param>
public sealed record RunResult(long Run, Plan Plan, IReadOnlyDictionary<CellId, CellResult> Cells)
{
    public bool Interrupted => Cells.Values.Any(c => c.State == CellState.Interrupted);
}
