using InverseRepro.Claims.Storing;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Runner.Execution;

/// <summary>One running attempt at a cell, with what it holds until it ends; no claim where nobody waits for it.</summary>
internal sealed record Attempt(PlannedCell Cell, int Number, CellLog Log, IDisposable? Claim, ArtefactDraft Draft, long Started);
