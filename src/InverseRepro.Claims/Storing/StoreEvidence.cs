using InverseRepro.Claims.Deciding;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Storing;

/// <summary>Reads the latest successful record of each cell, or those that a verdict was decided from.</summary>
public sealed class StoreEvidence : IEvidence
{
    private readonly Dictionary<CellId, CellRecord> _records;
    private readonly Dictionary<CellId, IReadOnlyDictionary<(string Name, int? Index), double>> _values = [];
    private readonly Func<CellId, CellRecord?> _otherwise;

    public StoreEvidence(IStore store) => (_records, _otherwise) = ([], store.Latest);

    private StoreEvidence(IEnumerable<CellRecord> records) => (_records, _otherwise) = (records.ToDictionary(r => r.Id), _ => null);

    /// <summary>These records and no others.</summary>
    public static StoreEvidence Of(IEnumerable<CellRecord> records) => new(records);

    /// <summary>What the newest verdict of a claim was decided from; where that was not told, the latest of each cell.</summary>
    public static StoreEvidence OfNewestVerdict(IStore store, string claimId, Scale scale) =>
        store.DecidedFrom(claimId, scale) is { Count: > 0 } cells ? new(cells) : new(store);

    public IReadOnlyDictionary<(string Name, int? Index), double>? Of(CellId cell)
    {
        if (!_values.TryGetValue(cell, out var values) && Record(cell) is { } record)
            _values[cell] = values = record.Measurements.ToDictionary(m => (m.Name, m.Index), m => m.Value);
        return values;
    }

    /// <summary>The record that is read, or null where the cell has not been measured.</summary>
    public CellRecord? Record(CellId cell)
    {
        if (!_records.TryGetValue(cell, out var record) && (record = _otherwise(cell)) is not null)
            _records[cell] = record;
        return record;
    }
}
