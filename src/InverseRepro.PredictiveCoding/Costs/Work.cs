using InverseRepro.Experiments;

namespace InverseRepro.PredictiveCoding.Costs;

/// <summary>What a cell has to do.</summary>
/// <param name="Updates">Of networks, an ensemble counting once.</param>
/// <param name="Bytes">Pictures, weights with what Adam keeps of them, and activations held at once.</param>
internal sealed record Work(double Macs, double Updates, double Bytes) : CellWork(Macs, Bytes)
{
    // Seen: 13 (convolutions) to 30 (ensembles) GMAC/s.
    protected override double CpuMacsPerSecond => 2.5e10;

    protected override double ProcessBytes => 6e8;

    // Seen of the smallest networks.
    protected override double CpuSecondsBesides => 0.005 * Updates;

    public static Work operator +(Work a, Work b) => new(a.Macs + b.Macs, a.Updates + b.Updates, Math.Max(a.Bytes, b.Bytes))
    {
        Operators = a.Operators + b.Operators,
        HostSeconds = a.HostSeconds,
    };
}
