using InverseRepro.Claims.Storing;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Runner;

/// <summary>What became of a planned cell.</summary>
/// <param name="Record">The stored record where it was measured or failed.</param>
/// <param name="Problem">Null where measured; else why there are no measurements, one line.</param>
public sealed record CellResult(PlannedCell Cell, CellState State, CellRecord? Record, string? Problem);
