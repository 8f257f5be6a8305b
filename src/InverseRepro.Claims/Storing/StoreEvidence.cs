using InverseRepro.Claims.Deciding;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Storing;

/// <summary>Reads the latest successful record of each cell, once it is there.</summary>
public sealed class StoreEvidence(IStore store) : IEvidence
{
    private readonly Dictionary<CellId, IReadOnlyDictionary<(string Name, int? Index), double>> _read = [];

    public IReadOnlyDictionary<(string Name, int? Index), double>? Of(CellId cell)
    {
        if (_read.TryGetValue(cell, out var known))
            return known;
        var values = store.Latest(cell)?.Measurements.ToDictionary(m => (m.Name, m.Index), m => m.Value);
        return values is null ? null : _read[cell] = values;
    }
}
