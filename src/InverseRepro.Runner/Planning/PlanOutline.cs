using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Runner.Planning;

/// <summary>A plan by experiment and variant, with the time and memory that each is expected to take.</summary>
/// <param name="Arms">In the order in which they would run.</param>
/// <param name="Missing">Each thing once.</param>
public sealed record PlanOutline(IReadOnlyList<OutlinedArm> Arms, IReadOnlyList<MissingData> Missing)
{
    /// <param name="store">Where cells were measured before.</param>
    /// <param name="catalog">Whose experiments declare what cells take.</param>
    public static PlanOutline Of(Plan plan, IStore store, ExperimentCatalog catalog) => new(
        [.. plan.Cells.GroupBy(c => (c.Id.Experiment, c.Id.Variant, c.State)).Select(arm => Outline([.. arm], plan, store, catalog))],
        [.. plan.Missing]);

    /// <summary>Cells in a state.</summary>
    public int Count(PlannedState state) => In(state).Sum(a => a.Seeds.Count);

    /// <summary>Those of them of which nothing is expected.</summary>
    public int Unknown(PlannedState state) => In(state).Where(a => a.Basis == CostBasis.Unknown).Sum(a => a.Seeds.Count);

    /// <summary>Seconds that all cells in a state take one after another, as far as anything is expected of them.</summary>
    public double Seconds(PlannedState state) => In(state).Sum(a => a.Seconds ?? 0);

    /// <summary>Those that pass while only one of them runs, however many may run at once.</summary>
    public double SecondsAlone(PlannedState state) => In(state).Where(a => a.IsTimed).Sum(a => a.Seconds ?? 0);

    /// <summary>The most memory that one cell in a state takes, as far as anything is expected.</summary>
    public long PeakBytes(PlannedState state) => In(state).Select(a => a.Cost?.PeakBytes ?? 0).DefaultIfEmpty(0).Max();

    private IEnumerable<OutlinedArm> In(PlannedState state) => Arms.Where(a => a.State == state);

    private static OutlinedArm Outline(IReadOnlyList<PlannedCell> cells, Plan plan, IStore store, ExperimentCatalog catalog)
    {
        var first = cells[0];
        // Any seed's cell will do, of whatever code and data, as long as the settings were these.
        var measured = plan.Cells.Where(c => c.Id.Arm == first.Id.Arm).Select(c => c.Stored ?? store.Latest(c.Id))
            .OfType<CellRecord>().Where(r => r.SettingsJson == first.SettingsJson).ToList();
        var cost = measured.Count > 0
            ? new ExpectedCost(measured.Average(r => r.Seconds), measured.Max(r => r.PeakBytes))
            : catalog.Of(first.Id).Expected(first.Id.Scale, first.Id.Variant);
        var basis = measured.Count > 0 ? CostBasis.Measured : cost is null ? CostBasis.Unknown : CostBasis.Declared;
        return new OutlinedArm(first.Id.Experiment, first.Id.Variant, first.State, [.. cells.Select(c => c.Id.Seed)], basis, cost) { IsTimed = first.IsTimed };
    }
}
