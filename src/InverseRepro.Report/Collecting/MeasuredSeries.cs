using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Report.Collecting;

/// <summary>One quantity of one arm over its seeds.</summary>
/// <param name="Name">Without its index.</param>
/// <param name="Seeds">The values of every seed that measured it, in index order.</param>
public sealed record MeasuredSeries(string Name, string Unit, IReadOnlyList<(string Seed, IReadOnlyList<Measurement> Values)> Seeds)
{
    /// <summary>The indices that any seed measured, in order; empty for a single number.</summary>
    public IReadOnlyList<int> Indices { get; } = [.. Seeds.SelectMany(s => s.Values).Select(m => m.Index).OfType<int>().Distinct().Order()];

    public bool IsSingle => Indices.Count == 0;

    /// <summary>
    /// The side n of a symmetric matrix written as its upper half, index row · n + column; null where the indices are not those.
    /// </summary>
    public int? Side
    {
        get
        {
            var side = (int)Math.Round((Math.Sqrt(8.0 * Indices.Count + 1) - 1) / 2);
            var half = Enumerable.Range(0, side).SelectMany(row => Enumerable.Range(row, side - row).Select(column => row * side + column));
            return side >= 2 && Indices.SequenceEqual(half) ? side : null;
        }
    }

    /// <summary>All quantities of an arm in the order they were recorded.</summary>
    public static IReadOnlyList<MeasuredSeries> Of(IReadOnlyList<CellRecord> cells) =>
    [
        .. cells.SelectMany(c => c.Measurements.Select(m => (Seed: $"seed {c.Id.Seed}", Measurement: m))).GroupBy(m => m.Measurement.Name)
            .Select(g => new MeasuredSeries(g.Key, g.First().Measurement.Unit, [.. g.GroupBy(m => m.Seed)
                .Select(s => (s.Key, (IReadOnlyList<Measurement>)[.. s.Select(m => m.Measurement).OrderBy(m => m.Index)]))])),
    ];

    /// <summary>The values of all seeds at an index; null for a single number.</summary>
    public IReadOnlyList<double> At(int? index) => [.. Seeds.SelectMany(s => s.Values).Where(m => m.Index == index).Select(m => m.Value)];
}
