using InverseRepro.Experiments;

namespace InverseRepro.Claims.Deciding;

public enum Outcome { Supported, Contradicted, Inconclusive, NotMeasured }

/// <summary>What the seeds say of a claim.</summary>
/// <param name="Reason">One line: the deciding comparison with its numbers, or why there is no decision.</param>
/// <param name="Fragile">Leaving one seed out would change the outcome.</param>
/// <param name="SeedsNeeded">For an inconclusive verdict: about how many seeds would settle it; null where no number can be given.</param>
/// <param name="RuleHash">SHA-256 (hex) of rule, margins, gates and seeds planned, as declared.</param>
public sealed record Verdict(string ClaimId, Scale Scale, Outcome Outcome, string Reason, Effect? Effect,
    IReadOnlyList<PartVerdict> Parts, IReadOnlyList<GateResult> Gates, IReadOnlyList<ControlVerdict> Controls,
    IReadOnlyList<Seed> Seeds, bool Fragile, int? SeedsNeeded, IReadOnlyList<string> Warnings, string RuleHash)
{
    /// <summary>The p-value of "supported", for Holm over the claims of a paper; 1 where nothing was measured.</summary>
    public double PValue { get; init; } = 1;

    /// <summary>A claim whose control is supported proves nothing, whatever its own outcome.</summary>
    public bool ControlsHold => Controls.All(c => c.Outcome != Outcome.Supported);
}

/// <summary>Estimate with its exact 90 % interval, beside the margin it was compared with.</summary>
public sealed record Effect(string Label, double Estimate, double Lower, double Upper, double Margin, string Unit);

/// <summary>One leaf of the rule.</summary>
public sealed record PartVerdict(string Label, string Rule, Outcome Outcome, string Reason, Effect? Effect, int? SeedsNeeded);

public sealed record GateResult(string Measurement, string Condition, bool Passed, double Worst);

public sealed record ControlVerdict(string Name, Outcome Outcome, string Reason);
