using InverseRepro.Claims.Definition;

namespace InverseRepro.Claims.Deciding;

/// <summary>The unit is the seed; several indices are averaged within it.</summary>
internal sealed class SeedSampler(EvidenceReader reader) : ISampler<PerSeed>
{
    public EvidenceReader Reader => reader;

    public Evidence<PerSeed>? Read(MeasurementReference reference) =>
        reader.Read(reference) is { } rows ? new([.. rows.Select(r => r.Average())]) : null;

    public IReadOnlyList<double[]>? ReadSeries(MeasurementReference reference) => reader.Read(reference);
}
