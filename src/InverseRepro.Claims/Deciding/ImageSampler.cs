using InverseRepro.Claims.Definition;

namespace InverseRepro.Claims.Deciding;

/// <summary>The unit is the image: the index counts the images of one checkpoint, which is the only seed.</summary>
internal sealed class ImageSampler(EvidenceReader reader) : ISampler<PerImage>
{
    public EvidenceReader Reader => reader;

    public Evidence<PerImage>? Read(MeasurementReference reference) => reader.Read(reference) is { } rows ? new(rows[0]) : null;

    public IReadOnlyList<double[]>? ReadSeries(MeasurementReference reference) =>
        throw new NotSupportedException("stages are not ordered over images");
}
