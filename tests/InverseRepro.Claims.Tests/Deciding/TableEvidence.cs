using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Deciding;

/// <summary>Evidence written down in a test: a row of values a seed for each measurement.</summary>
internal sealed class TableEvidence : IEvidence
{
    private readonly Dictionary<CellId, Dictionary<(string, int?), double>> _cells = [];

    public IReadOnlyDictionary<(string Name, int? Index), double>? Of(CellId cell) => _cells.GetValueOrDefault(cell);

    public TableEvidence Copy()
    {
        var copy = new TableEvidence();
        foreach (var (cell, values) in _cells)
            copy._cells[cell] = new(values);
        return copy;
    }

    /// <summary>One value a seed, for seeds 1, 2, …</summary>
    public TableEvidence With(string reference, params double[] bySeed)
    {
        var parsed = MeasurementReference.Parse(reference);
        for (var i = 0; i < bySeed.Length; i++)
            Set(parsed.Experiment, parsed.Variant, parsed.Name, parsed.Indices?[0], (ulong)i + 1, bySeed[i]);
        return this;
    }

    /// <summary>A series a seed, its index counting from 1.</summary>
    public TableEvidence WithSeries(string reference, params double[][] bySeed)
    {
        var parsed = MeasurementReference.Parse(reference);
        for (var i = 0; i < bySeed.Length; i++)
            for (var stage = 0; stage < bySeed[i].Length; stage++)
                Set(parsed.Experiment, parsed.Variant, parsed.Name, stage + 1, (ulong)i + 1, bySeed[i][stage]);
        return this;
    }

    private void Set(string experiment, string variant, string name, int? index, ulong seed, double value)
    {
        var id = new CellId(experiment, variant, Scale.Micro, new Seed(seed));
        if (!_cells.TryGetValue(id, out var values))
            _cells[id] = values = [];
        values[(name, index)] = value;
    }
}
