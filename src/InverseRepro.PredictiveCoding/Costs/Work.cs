using InverseRepro.Experiments;

namespace InverseRepro.PredictiveCoding.Costs;

/// <summary>What a cell has to do, by arithmetic on its settings.</summary>
/// <param name="Macs">Multiply-accumulates; a backward pass counts as two forward ones.</param>
/// <param name="Updates">Of networks, an ensemble counting once.</param>
/// <param name="Bytes">Pictures, weights with what Adam keeps of them, and activations held at once.</param>
public sealed record Work(double Macs, double Updates, double Bytes)
{
    // One thread of a CPU was seen at 13 (convolutions) to 30 (ensembles) GMAC/s and at 5 ms an update of the smallest networks. The
    // GPU is assumed at half the float32 peak of an A100 (19.5 TFLOPS) and no faster in starting small operators; no cell has been run on one yet.
    private const double CpuMacsPerSecond = 2.5e10, GpuMacsPerSecond = 5e12, UpdateSeconds = 0.005;

    // A process with libtorch loaded, and starting a cell.
    private const double ProcessBytes = 6e8, StartSeconds = 2;

    public static Work operator +(Work a, Work b) => new(a.Macs + b.Macs, a.Updates + b.Updates, Math.Max(a.Bytes, b.Bytes));

    /// <summary>Seconds and memory on the device the scale is made for.</summary>
    public (double Seconds, long PeakBytes) At(Scale scale) => (
        StartSeconds + Macs / (scale is Scale.Gpu or Scale.Paper ? GpuMacsPerSecond : CpuMacsPerSecond) + Updates * UpdateSeconds,
        (long)(ProcessBytes + Bytes));
}
