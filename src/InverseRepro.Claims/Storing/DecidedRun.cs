using InverseRepro.Claims.Deciding;

namespace InverseRepro.Claims.Storing;

/// <summary>A verdict with the run it belongs to.</summary>
/// <param name="Cells">What it was decided from; empty where that was not told.</param>
public sealed record DecidedRun(RunRecord Run, Verdict Verdict, IReadOnlyList<CellRecord> Cells);
