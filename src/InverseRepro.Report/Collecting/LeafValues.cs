using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;

namespace InverseRepro.Report.Collecting;

/// <summary>What a part of a rule reads, seed by seed.</summary>
public sealed class LeafValues(CellNumbers numbers, Scale scale, IReadOnlyList<Seed> seeds)
{
    /// <summary>The values that are compared with the margin; empty where the part has none, or one is missing.</summary>
    public IReadOnlyList<LeafPoint> Compared(Rule.Leaf leaf) => leaf switch
    {
        Rule.Greater r => Paired(r.Of, r.Than, (of, than) => of - than),
        Rule.Equivalent r => Paired(r.Of, r.To, (of, to) => of - to),
        Rule.Ratio r => Paired(r.Of, r.To, (of, to) => of / to),
        Rule.Deterministic r => [.. seeds.SelectMany(s => numbers.Of(r.Of, scale, s).Select(m => Point(s, m.Value)))],
        Rule.Monotone r => Change(r.Of, r.Direction),
        Rule.Trend r => Change(r.Of, r.Direction),
        _ => [],
    };

    /// <summary>The measurements themselves: one line an operand, one value a seed.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<LeafPoint> Points)> Measured(Rule.Leaf leaf) =>
        [.. leaf.References().Where(r => !r.IsWholeSeries).Select(r => (r.ToString(), PointsOf(r)))];

    /// <summary>The series a part reads: for each the values of every seed by index.</summary>
    public IReadOnlyList<(string Seed, IReadOnlyList<Measurement> Values)> Series(MeasurementReference reference) =>
        [.. seeds.Select(s => ($"seed {s}", numbers.Of(reference, scale, s)))];

    private IReadOnlyList<LeafPoint> PointsOf(MeasurementReference reference) =>
        [.. seeds.Select(s => numbers.Mean(reference, scale, s) is { } value ? Point(s, value) : null).OfType<LeafPoint>()];

    private IReadOnlyList<LeafPoint> Paired(Rule.Operand first, Rule.Operand second, Func<double, double, double> join) =>
        [.. seeds.Select(s => Value(first, s) is { } of && Value(second, s) is { } than ? Point(s, join(of, than)) : null).OfType<LeafPoint>()];

    private double? Value(Rule.Operand operand, Seed seed) => operand switch
    {
        Rule.Operand.Constant c => c.Value,
        Rule.Operand.Measured m => numbers.Mean(m.Reference, scale, seed),
        _ => null,
    };

    // As the decision turns it: positive where the series goes the way it is claimed to.
    private IReadOnlyList<LeafPoint> Change(MeasurementReference reference, Trending direction)
    {
        var sign = direction == Trending.Increasing ? 1 : -1;
        return [.. seeds.Select(s => numbers.Of(reference, scale, s) is { Count: > 1 } series
            ? Point(s, sign * (series[^1].Value - series[0].Value)) : null).OfType<LeafPoint>()];
    }

    private static LeafPoint Point(Seed seed, double value) => new($"seed {seed}", value);
}
