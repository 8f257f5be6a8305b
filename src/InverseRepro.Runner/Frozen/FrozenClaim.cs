namespace InverseRepro.Runner.Frozen;

/// <summary>A claim as it stood when the plan was frozen.</summary>
/// <param name="RuleHash">Of rule, margins, gates, controls and planned seeds.</param>
public sealed record FrozenClaim(string Id, string RuleHash);
