using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Deciding;

/// <summary>Reads what a rule refers to, notes what is missing and what diverged.</summary>
internal sealed class EvidenceReader(IEvidence evidence, Scale scale, IReadOnlyList<Seed> seeds, Estimand estimand)
{
    private readonly List<string> _missing = [], _warnings = [];

    /// <summary>How many reads found nothing so far.</summary>
    public int Misses => _missing.Count;

    /// <summary>Names what was missing, at most five by name.</summary>
    public string Missing(int since = 0)
    {
        var names = _missing.Skip(since).Distinct().ToArray();
        return string.Join(", ", names.Take(5)) + (names.Length > 5 ? $" and {names.Length - 5} more" : "");
    }

    public void Miss(string what) => _missing.Add(what);

    public IReadOnlyList<string> Warnings => [.. _warnings.Distinct()];

    public IReadOnlyList<Seed> Seeds => seeds;

    /// <summary>Seeds × values in index order (a single value where there is no index); null where anything is missing.</summary>
    /// <param name="raw">NaN stays; else it becomes the worst value where the measurement's direction is known.</param>
    public IReadOnlyList<double[]>? Read(MeasurementReference reference, bool raw = false)
    {
        var rows = seeds.Select(seed => Row(reference, seed)).ToArray();
        if (rows.Any(r => r is null))
            return null;
        if (rows.Select(r => string.Join(' ', r!.Select(v => v.Index))).Distinct().Count() > 1)
        {
            Miss($"{reference} has other indices in one seed than in another");
            return null;
        }
        return [.. rows.Select(r => r!.Select(v => raw ? v.Value : Oriented(reference, v.Value)).ToArray())];
    }

    /// <summary>Whether a measurement is the estimand's, in whatever arm: its last name says so (<c>untrained.mse01</c>).</summary>
    public bool IsEstimand(MeasurementReference reference) => LastName(reference) == LastName(estimand.Measurement);

    private (int? Index, double Value)[]? Row(MeasurementReference reference, Seed seed)
    {
        var cell = reference.Cell(scale, seed);
        var measured = evidence.Of(cell);
        if (measured is null)
        {
            Miss(cell.ToString());
            return null;
        }
        var indices = reference.Indices is null ? [null]
            : reference.IsWholeSeries ? measured.Keys.Where(k => k.Name == reference.Name && k.Index is not null).Select(k => k.Index).Order()
            : reference.Indices.Select(i => (int?)i);
        var row = indices.Where(i => measured.ContainsKey((reference.Name, i))).Select(i => (i, measured[(reference.Name, i)])).ToArray();
        if (row.Length == 0 || row.Length < reference.Indices?.Count)
        {
            Miss($"{reference.Quantity} of {cell}");
            return null;
        }
        if (row.Any(v => !double.IsFinite(v.Item2)))
            _warnings.Add($"{reference} is not finite in seed {seed}: it is ranked, not dropped");
        return row;
    }

    private double Oriented(MeasurementReference reference, double value) => !double.IsNaN(value) || !IsEstimand(reference) ? value
        : estimand.Direction == Direction.Higher ? double.NegativeInfinity : double.PositiveInfinity;

    private static string LastName(MeasurementReference reference) => reference.Name.Split('.')[^1];
}
