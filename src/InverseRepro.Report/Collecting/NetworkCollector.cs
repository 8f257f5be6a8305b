using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Report.Collecting;

/// <summary>
/// Groups recorded arms by the network they are about: an arm that needs the cells of another is about the network that one
/// is about, and an arm that needs none trained its own.
/// </summary>
internal sealed class NetworkCollector(IStore store, IReadOnlyList<Experiment> experiments)
{
    private readonly Dictionary<string, Experiment> _experiments = experiments.ToDictionary(e => e.Name);

    public IReadOnlyList<ReportNetwork> Collect(IReadOnlyCollection<Scale> scales) =>
    [
        .. Latest().Where(c => scales.Contains(c.Id.Scale))
            .GroupBy(c => (c.Id.Scale, Root: Root(c.Id))).OrderBy(g => g.Key.Root, StringComparer.Ordinal).ThenBy(g => g.Key.Scale)
            .Select(g => new ReportNetwork(g.Key.Root, g.Key.Scale, [.. g.GroupBy(c => c.Id.Arm)
                .OrderBy(a => a.Key != g.Key.Root).ThenBy(a => a.Key, StringComparer.Ordinal).Select(Arm)])),
    ];

    private ReportArm Arm(IGrouping<string, CellRecord> cells) => new(cells.Key,
        _experiments.GetValueOrDefault(cells.First().Id.Experiment)?.Summary, [.. cells.OrderBy(c => c.Id.Seed.Value)]);

    /// <summary>The newest successful record of every cell, whatever its key.</summary>
    private IEnumerable<CellRecord> Latest() => store.Runs().SelectMany(run => store.Cells(run.Id).Reverse())
        .Where(c => c.Succeeded).DistinctBy(c => c.Id);

    private string Root(CellId cell)
    {
        // As many steps as there are experiments: needs never go in circles.
        for (var step = 0; step < _experiments.Count && Needed(cell) is { } needed; step++)
            cell = needed;
        return cell.Arm;
    }

    private CellId? Needed(CellId cell) =>
        _experiments.TryGetValue(cell.Experiment, out var experiment) && experiment.Has(cell.Scale, cell.Variant)
            ? experiment.Requirements(cell.Scale, cell.Variant).OfType<Requirement.Cell>().FirstOrDefault()?.For(cell)
            : null;
}
