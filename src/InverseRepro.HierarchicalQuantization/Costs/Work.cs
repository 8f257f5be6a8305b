using InverseRepro.Experiments;

namespace InverseRepro.HierarchicalQuantization.Costs;

/// <summary>What a cell has to do.</summary>
/// <param name="Bytes">Pictures, activations and distances held at once.</param>
internal sealed record Work(double Macs, double Bytes) : CellWork(Macs, Bytes)
{
    // Seen: 12 to 24 GMAC/s on the networks of scale micro and real.
    protected override double CpuMacsPerSecond => 1.5e10;

    protected override double ProcessBytes => 6.5e8;
}
