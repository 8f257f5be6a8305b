namespace InverseRepro.Experiments;

/// <summary>Names the unit that is scheduled, cached, resumed and recorded: one experiment variant, one scale, one seed.</summary>
public sealed record CellId(string Experiment, string Variant, Scale Scale, Seed Seed)
{
    public const string DefaultVariant = "default";

    /// <summary><c>experiment</c> or <c>experiment@variant</c>, as claim files write it.</summary>
    public string Arm => Variant == DefaultVariant ? Experiment : $"{Experiment}@{Variant}";

    public override string ToString() => $"{Arm} {Scale.ToString().ToLowerInvariant()} seed {Seed}";
}
