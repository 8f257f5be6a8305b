using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Baselines;

/// <summary>What one line of a baseline holds: a single number, or the ratio of two costs of one run, written <c>a / b</c>.</summary>
internal sealed record Metric(MeasurementReference Of, MeasurementReference? To)
{
    private const string Over = " / ";

    public static Metric Parse(string name) => name.Split(Over) is [var of, var to]
        ? new(MeasurementReference.Parse(of), MeasurementReference.Parse(to))
        : new(MeasurementReference.Parse(name), null);

    /// <summary>Whether <see cref="Parse"/> reads it.</summary>
    public static bool IsMetric(string name) => name.Split(Over) is { Length: 1 or 2 } parts && parts.All(p => MeasurementReference.TryParse(p, out _));

    /// <summary>The value, or null where it has not been measured.</summary>
    public double? At(IEvidence evidence, Scale scale, Seed seed) =>
        To is null ? At(evidence, Of, scale, seed) : At(evidence, Of, scale, seed) / At(evidence, To, scale, seed);

    public IEnumerable<CellId> Cells(Scale scale, Seed seed) => To is null ? [Of.Cell(scale, seed)] : [Of.Cell(scale, seed), To.Cell(scale, seed)];

    public override string ToString() => To is null ? Of.ToString() : Of + Over + To;

    private static double? At(IEvidence evidence, MeasurementReference reference, Scale scale, Seed seed) =>
        evidence.Of(reference.Cell(scale, seed))?.TryGetValue((reference.Name, reference.Indices?[0]), out var value) == true ? value : null;
}
