using InverseRepro.Claims.Deciding;
using InverseRepro.Experiments;

namespace InverseRepro.Runner;

/// <summary>The measurements of one run's own cells, by their keys: nothing that older code or other settings measured gets in.</summary>
public sealed class PlanEvidence(IReadOnlyDictionary<CellId, CellResult> cells) : IEvidence
{
    private readonly Dictionary<CellId, IReadOnlyDictionary<(string Name, int? Index), double>> _values = cells
        .Where(c => c.Value.State == CellState.Measured)
        .ToDictionary(c => c.Key, c => (IReadOnlyDictionary<(string, int?), double>)c.Value.Record!.Measurements.ToDictionary(m => (m.Name, m.Index), m => m.Value));

    public IReadOnlyDictionary<(string Name, int? Index), double>? Of(CellId cell) => _values.GetValueOrDefault(cell);
}
