using InverseRepro.Experiments;

namespace InverseRepro.FeatureInversion.Costs;

/// <summary>What a cell has to do, by arithmetic on its settings.</summary>
/// <param name="Macs">Multiply-accumulates; a backward pass counts as two forward ones.</param>
/// <param name="Bytes">Pictures, representations, weights and activations held at once.</param>
/// <param name="Decoded">Picture files decoded.</param>
public sealed record Work(double Macs, double Bytes, double Decoded = 0)
{
    // One thread of a CPU was seen at 10 to 17 GMAC/s on the networks of scale micro and real. The GPU is assumed at half the float32
    // peak of an A100 (19.5 TFLOPS), with pictures decoded by eight cores; no cell of these scales has been run yet.
    private const double CpuMacsPerSecond = 1e10, GpuMacsPerSecond = 5e12, DecodedPerSecond = 8 * 150;

    // A process with libtorch loaded, and starting a cell.
    private const double ProcessBytes = 1.2e9, StartSeconds = 2;

    /// <summary>Forward and backward passes over so many pictures.</summary>
    public static double Training(double macsPerPicture, double pictures) => 3 * macsPerPicture * pictures;

    /// <summary>Seconds and memory on the device the scale is made for.</summary>
    public (double Seconds, long PeakBytes) At(Scale scale) => (
        StartSeconds + Math.Max(Macs / (scale is Scale.Gpu or Scale.Paper ? GpuMacsPerSecond : CpuMacsPerSecond), Decoded / DecodedPerSecond),
        (long)(ProcessBytes + Bytes));
}
