using InverseRepro.Claims.Definition;

namespace InverseRepro.Claims.Deciding;

/// <summary>What the evidence says of a rule or a part of it.</summary>
/// <param name="Exact">The p-values that decide.</param>
/// <param name="Student">The same by t; null where undefined.</param>
/// <param name="Floor">The smallest p-values that this number of units can give.</param>
internal abstract record Finding(PValues Exact, PValues? Student, PValues Floor)
{
    public abstract IEnumerable<LeafFinding> Leaves { get; }

    public virtual Outcome Outcome => Exact.Outcome;

    /// <summary>About how many units would settle it; null where it is settled or no number can be given.</summary>
    public abstract int? Needed { get; }

    public abstract string Reason { get; }
}

/// <summary>A leaf of the rule.</summary>
/// <param name="Count">Units read.</param>
/// <param name="Minimum">Units below which it cannot be supported.</param>
/// <param name="Explain">One clause for an outcome, with numbers.</param>
/// <param name="Power">Units that would settle an inconclusive outcome, by the power line.</param>
internal sealed record LeafFinding(Rule.Leaf Leaf, PValues Exact, PValues? Student, PValues Floor, int Count, int Minimum,
    Effect? Effect, int? Power, Func<Outcome, string> Explain, IReadOnlyList<string> Warnings) : Finding(Exact, Student, Floor)
{
    /// <summary>Why there is no number to decide on; then nothing else counts.</summary>
    public string? Unmeasured { get; private init; }

    public override IEnumerable<LeafFinding> Leaves => [this];

    public override Outcome Outcome => Unmeasured is null ? Exact.Outcome : Outcome.NotMeasured;

    public override int? Needed => Outcome == Outcome.Inconclusive && Power is { } power ? Math.Max(Math.Max(power, Minimum), Count + 1) : null;

    public override string Reason => $"{RuleText.Label(Leaf)}: " + (Unmeasured
        ?? (IsTooSmall ? $"n too small: have {Count}, need {Minimum}" : Explain(Outcome)));

    public PartVerdict Part => new(RuleText.Label(Leaf), RuleText.Of(Leaf), Outcome, Reason, Effect, Needed);

    private bool IsTooSmall => Outcome == Outcome.Inconclusive && Count < Minimum;

    public static LeafFinding NotMeasured(Rule.Leaf leaf, string why) =>
        new(leaf, PValues.None, null, PValues.None, 0, 0, null, null, _ => why, []) { Unmeasured = why };
}
