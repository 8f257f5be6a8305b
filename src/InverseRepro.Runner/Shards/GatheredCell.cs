using InverseRepro.Runner.Frozen;

namespace InverseRepro.Runner.Shards;

/// <summary>A cell of which something must be told.</summary>
/// <param name="Problem">One line.</param>
/// <param name="Log">The last lines that its attempts printed, oldest first.</param>
public sealed record GatheredCell(FrozenCell Cell, string Problem, IReadOnlyList<string> Log);
