using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;

namespace InverseRepro.Runner;

/// <summary>A claim with the verdict of one run.</summary>
public sealed record DecidedClaim(Claim Claim, Verdict Verdict);
