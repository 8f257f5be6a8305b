namespace InverseRepro.Engine.Parity;

/// <summary>How far one stage is from the reference.</summary>
/// <param name="Deviation">Largest difference over samples, minimum, maximum and mean; NaN where <paramref name="Fault"/> says why there is none.</param>
/// <param name="Bound">Largest difference that float32 arithmetic explains.</param>
/// <param name="Fault">What made the comparison impossible (stage not returned, another shape), else null.</param>
public sealed record StageComparison(string Stage, double Deviation, double Bound, string? Fault)
{
    public bool Agrees => Fault is null && Deviation <= Bound;

    public override string ToString() => Fault is null
        ? $"{Stage}: deviation {Deviation:g3}, bound {Bound:g3}{(Agrees ? "" : " EXCEEDED")}"
        : $"{Stage}: {Fault}";
}
