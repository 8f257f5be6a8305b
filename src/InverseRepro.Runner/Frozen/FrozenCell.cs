using InverseRepro.Experiments;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Runner.Frozen;

/// <summary>One line of a frozen plan.</summary>
/// <param name="Index">What a job names it by: 0, 1, … over the whole plan, those to run first and by level.</param>
/// <param name="Level">0 where it requires no other cell to run; else one more than the highest of those.</param>
/// <param name="Key">Its content key; null where it cannot be measured.</param>
/// <param name="Requires">Indices of the cells whose artefacts it reads.</param>
/// <param name="Reason">Why it has this state, one line.</param>
public sealed record FrozenCell(int Index, int Level, PlannedState State, string? Key, CellId Id, IReadOnlyList<int> Requires, string Reason);
