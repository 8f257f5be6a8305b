using InverseRepro.Experiments;

namespace InverseRepro.HierarchicalQuantization.Costs;

/// <summary>What a cell has to do.</summary>
/// <param name="Updates">Of the weights, each of which takes some time on a GPU however small it is.</param>
/// <param name="Bytes">Pictures, activations and distances held at once.</param>
internal sealed record Work(double Macs, int Updates, double Bytes) : CellWork(Macs, Bytes)
{
    // Assumed, as the GPU itself is.
    private const double GpuUpdatesPerSecond = 100;

    // Seen: 12 to 24 GMAC/s on the networks of scale micro and real.
    protected override double CpuMacsPerSecond => 1.5e10;

    protected override double ProcessBytes => 6.5e8;

    protected override double SecondsMeanwhile(bool onGpu) => onGpu ? Updates / GpuUpdatesPerSecond : 0;
}
