using InverseRepro.Claims.Deciding;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Baselines;

/// <summary>Decides from a baseline's own raw values, so that its verdict can be checked without a store.</summary>
public sealed class BaselineEvidence : IEvidence
{
    private readonly Dictionary<CellId, Dictionary<(string Name, int? Index), double>> _cells = [];

    public BaselineEvidence(Baseline baseline)
    {
        foreach (var (name, series) in baseline.Series)
        {
            if (Metric.Parse(name) is not { To: null, Of: var reference })
                continue;
            foreach (var (seed, value) in series.Values)
                Cell(reference.Cell(baseline.Scale, new Seed(seed)))[(reference.Name, reference.Indices?[0])] = value;
        }
    }

    public IReadOnlyDictionary<(string Name, int? Index), double>? Of(CellId cell) => _cells.GetValueOrDefault(cell);

    private Dictionary<(string, int?), double> Cell(CellId id)
    {
        if (!_cells.TryGetValue(id, out var values))
            _cells[id] = values = [];
        return values;
    }
}
