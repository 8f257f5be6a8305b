using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Auditing;

/// <summary>Checks that baselines fit their claims, and that their verdicts follow from their own raw values.</summary>
internal sealed class BaselineAudit(BaselineFolder folder)
{
    /// <summary>How many were recomputed.</summary>
    public int Checked { get; private set; }

    /// <param name="required">Whether the claim must have one: it has been measured at this scale.</param>
    public IEnumerable<string> Check(Claim claim, Scale scale, bool required)
    {
        try
        {
            return folder.Verified(claim.Id, scale) is { } baseline ? Check(claim, baseline)
                : required ? [$"none for a claim that has been measured; accept one: repro accept {claim.Id}"]
                : [];
        }
        catch (BaselineException e)
        {
            return [e.Message];
        }
    }

    private List<string> Check(Claim claim, Baseline baseline)
    {
        Checked++;
        if (baseline.RuleHash != RuleHash.Of(claim, baseline.Scale))
            return [$"accepted for another rule or margin; measure and accept anew: repro verify {claim.Id}"];
        if (baseline.Seeds.Distinct().Count() != baseline.Seeds.Count)
            return ["a seed counts more than once"];
        var recomputed = Decider.Decide(claim, baseline.Scale, new BaselineEvidence(baseline), baseline.Seeds);
        return recomputed.Outcome == baseline.Outcome && recomputed.Fragile == baseline.Fragile
            ? []
            : [$"says {baseline.Outcome.ToString().ToLowerInvariant()}{(baseline.Fragile ? ", fragile" : "")}; its values give "
                + $"{recomputed.Outcome.ToString().ToLowerInvariant()}{(recomputed.Fragile ? ", fragile" : "")} ({recomputed.Reason})"];
    }
}
