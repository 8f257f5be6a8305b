using InverseRepro.Experiments;

namespace InverseRepro.HierarchicalQuantization.Costs;

/// <summary>What a cell has to do, by arithmetic on its settings.</summary>
/// <param name="Macs">Multiply-accumulates; a backward pass counts as two forward ones.</param>
/// <param name="Updates">Of the weights, each of which takes some time on a GPU however small it is.</param>
/// <param name="Bytes">Pictures, activations and distances held at once.</param>
internal sealed record Work(double Macs, int Updates, double Bytes)
{
    // One thread of a CPU was seen at 12 to 24 GMAC/s on the networks of scale micro and real. The GPU is assumed at half the float32
    // peak of an A100 (19.5 TFLOPS) and at a hundred updates a second; no cell of these scales has been run yet.
    private const double CpuMacsPerSecond = 1.5e10, GpuMacsPerSecond = 5e12, GpuUpdatesPerSecond = 100;

    // A process with libtorch loaded, and starting a cell.
    private const double ProcessBytes = 6.5e8, StartSeconds = 2;

    /// <summary>Seconds and memory on the device the scale is made for.</summary>
    public (double Seconds, long PeakBytes) At(Scale scale) => (
        StartSeconds + (scale is Scale.Gpu or Scale.Paper ? Math.Max(Macs / GpuMacsPerSecond, Updates / GpuUpdatesPerSecond) : Macs / CpuMacsPerSecond),
        (long)(ProcessBytes + Bytes));
}
