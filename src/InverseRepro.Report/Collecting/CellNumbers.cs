using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Report.Collecting;

/// <summary>Looks up the measurements of a set of cells.</summary>
public sealed class CellNumbers(IEnumerable<CellRecord> cells)
{
    private readonly Dictionary<CellId, CellRecord> _cells = cells.DistinctBy(c => c.Id).ToDictionary(c => c.Id);

    /// <summary>What a reference points at in one cell, in index order; empty where it was not measured.</summary>
    public IReadOnlyList<Measurement> Of(MeasurementReference reference, Scale scale, Seed seed) =>
        _cells.GetValueOrDefault(reference.Cell(scale, seed)) is { } cell
            ? [.. cell.Measurements.Where(m => m.Name == reference.Name && Selects(reference, m.Index)).OrderBy(m => m.Index)]
            : [];

    /// <summary>The one number of a seed: several indices are averaged, as the decision does. Null where it was not measured.</summary>
    public double? Mean(MeasurementReference reference, Scale scale, Seed seed) =>
        Of(reference, scale, seed) is { Count: > 0 } measured ? measured.Average(m => m.Value) : null;

    private static bool Selects(MeasurementReference reference, int? index) => reference.Indices is { } wanted
        ? index is { } i && (wanted.Count == 0 || wanted.Contains(i))
        : index is null;
}
