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

    public IEnumerable<string> Check(Claim claim, Scale scale)
    {
        try
        {
            return folder.Verified(claim.Id, scale) is { } baseline
                ? Check(claim, baseline)
                : !BaselineFolder.IsDemanded(scale) ? []
                : [$"none at a scale that the claim plans; measure and accept one: repro verify {claim.Id}, then repro accept {claim.Id}"];
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
        return [.. Differences(baseline, recomputed)];
    }

    private static IEnumerable<string> Differences(Baseline baseline, Verdict recomputed)
    {
        if (recomputed.Outcome != baseline.Outcome || recomputed.Fragile != baseline.Fragile)
            yield return $"says {baseline.Outcome.ToString().ToLowerInvariant()}{(baseline.Fragile ? ", fragile" : "")}; its values give "
                + $"{recomputed.Outcome.ToString().ToLowerInvariant()}{(recomputed.Fragile ? ", fragile" : "")} ({recomputed.Reason})";
        if (VerdictAudit.Difference(baseline.Effect, recomputed.Effect) is { } effect)
            yield return effect;
        foreach (var control in recomputed.Controls.Where(c => c.Outcome == Outcome.Supported))
            yield return $"its values support the negative control '{control.Name}' ({control.Reason})";
    }
}
