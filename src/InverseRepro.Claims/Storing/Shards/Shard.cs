namespace InverseRepro.Claims.Storing.Shards;

/// <summary>What one attempt at one cell of a plan left.</summary>
/// <param name="Plan">The id of the plan.</param>
/// <param name="Run">Where it was measured and with what.</param>
/// <param name="Cell">Its artefacts lie in the plan's folder.</param>
public sealed record Shard(string File, string Plan, RunRecord Run, CellRecord Cell);
