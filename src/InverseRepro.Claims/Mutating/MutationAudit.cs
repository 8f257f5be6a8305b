using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Mutating;

/// <summary>Mutates what every claim was decided from, at every scale: the newest verdict of the record, else the accepted baseline.</summary>
public static class MutationAudit
{
    /// <param name="store">Null: there is no record, only baselines.</param>
    public static MutationReport Run(IStore? store, IReadOnlyList<Claim> claims, BaselineFolder baselines) => new(
        [.. claims.SelectMany(c => c.Scales.Keys.Order().Select(s => Of(store, c, s, baselines)))]);

    private static ClaimMutations Of(IStore? store, Claim claim, Scale scale, BaselineFolder baselines)
    {
        if (store?.Verdicts(claim.Id, scale) is [var (run, verdict), ..])
            return Mutator.Run(claim, scale, StoreEvidence.OfNewestVerdict(store, claim.Id, scale), [.. verdict.Seeds.Distinct()], $"run {run.Id}");
        return baselines.Verified(claim.Id, scale) is { } baseline
            ? Mutator.Run(claim, scale, new BaselineEvidence(baseline), baseline.Seeds, "baseline")
            : new(claim.Id, scale, "nothing", Outcome.NotMeasured, [], "neither measured nor accepted");
    }
}
