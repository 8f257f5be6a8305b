using InverseRepro.Experiments;

namespace InverseRepro.Runner.Shards;

/// <summary>What gathering a plan found.</summary>
/// <param name="Cells">A result for every cell of the plan; <see cref="CellState.Interrupted"/> where attempts may still come.</param>
/// <param name="Merged">Cells that the store did not hold before, failed ones too.</param>
/// <param name="Twins">Attempts that measured once more what another had, with the same numbers.</param>
/// <param name="Missing">Cells without a shard.</param>
/// <param name="Failed">Cells whose experiment failed.</param>
/// <param name="Alarms">Cells that two attempts measured differently: neither counts.</param>
/// <param name="Damaged">Shards that cannot be used, one line each.</param>
/// <param name="Decided">Claims all of whose cells have ended.</param>
public sealed record GatherResult(IReadOnlyDictionary<CellId, CellResult> Cells, int Merged, int Twins, IReadOnlyList<GatheredCell> Missing,
    IReadOnlyList<GatheredCell> Failed, IReadOnlyList<GatheredCell> Alarms, IReadOnlyList<string> Damaged, IReadOnlyList<DecidedClaim> Decided);
