using InverseRepro.Claims.Deciding;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Mutating;

/// <summary>What the mutations did to the verdict of one claim at one scale.</summary>
/// <param name="Source">Where the values are from: the record or the accepted baseline.</param>
/// <param name="Problem">Why nothing was mutated: there is no decision to change. Null where there is one.</param>
public sealed record ClaimMutations(string ClaimId, Scale Scale, string Source, Outcome Outcome, IReadOnlyList<MutationResult> Results, string? Problem)
{
    /// <summary>Every mutation that must change the decision does.</summary>
    public bool Holds => Results.All(r => r.Holds);

    public IEnumerable<MutationResult> Weaknesses => Results.Where(r => r.IsWeakness);
}
