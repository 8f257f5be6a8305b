using InverseRepro.Experiments;

namespace InverseRepro.MambaLength.Costs;

/// <summary>What a cell has to do.</summary>
/// <param name="Bytes">Drawings, activations and states held at once.</param>
internal sealed record Work(double Macs, double Bytes) : CellWork(Macs, Bytes)
{
    // Seen at scales micro and real, where networks are so small that little of the time is arithmetic.
    protected override double CpuMacsPerSecond => 5e9;

    protected override double ProcessBytes => 5e8;

    public static Work operator +(Work a, Work b) => new(a.Macs + b.Macs, Math.Max(a.Bytes, b.Bytes))
    {
        Operators = a.Operators + b.Operators,
        HostSeconds = a.HostSeconds + b.HostSeconds,
    };
}
