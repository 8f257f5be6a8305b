namespace InverseRepro.Engine.Parity;

/// <summary>How far one stage is from the reference.</summary>
/// <param name="Deviation">Of the measure that is farthest off, beside its bound; NaN where <paramref name="Fault"/> says why there is none.</param>
/// <param name="Measure">That measure: "element", "min", "max", "mean", "std", "rms" or "sum".</param>
/// <param name="Bound">Largest deviation of that measure that float32 arithmetic explains.</param>
/// <param name="Fault">What made the comparison impossible (stage not returned, another shape, values that are not finite), else null.</param>
public sealed record StageComparison(string Stage, double Deviation, string? Measure, double Bound, string? Fault)
{
    public bool Agrees => Fault is null && Deviation <= Bound;

    /// <summary>Deviation over bound: at most 1 where the stage agrees; infinite for a fault, and for any deviation where the bound is 0.</summary>
    public double Ratio => Fault is not null ? double.PositiveInfinity : Deviation == 0 ? 0 : Deviation / Bound;

    public static StageComparison Impossible(GoldenStage stage, string fault) => new(stage.Name, double.NaN, null, stage.Bound, fault);

    public override string ToString() => Fault is null
        ? $"{Stage}: deviation {Deviation:g3}{(Agrees ? "" : $" of {Measure}")}, bound {Bound:g3}{(Agrees ? "" : " EXCEEDED")}"
        : $"{Stage}: {Fault}";
}
