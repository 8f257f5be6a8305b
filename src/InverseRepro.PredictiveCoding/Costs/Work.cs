using InverseRepro.Experiments;

namespace InverseRepro.PredictiveCoding.Costs;

/// <summary>What a cell has to do.</summary>
/// <param name="Updates">Of networks, an ensemble counting once.</param>
/// <param name="Bytes">Pictures, weights with what Adam keeps of them, and activations held at once.</param>
internal sealed record Work(double Macs, double Updates, double Bytes) : CellWork(Macs, Bytes)
{
    // Seen of the smallest networks on a CPU; a GPU is assumed to be no faster in starting small operators.
    private const double UpdateSeconds = 0.005;

    // Seen: 13 (convolutions) to 30 (ensembles) GMAC/s.
    protected override double CpuMacsPerSecond => 2.5e10;

    protected override double ProcessBytes => 6e8;

    protected override double SecondsBesides => Updates * UpdateSeconds;

    public static Work operator +(Work a, Work b) => new(a.Macs + b.Macs, a.Updates + b.Updates, Math.Max(a.Bytes, b.Bytes));
}
