using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Deciding;
using InverseRepro.Cli.Session;
using InverseRepro.Experiments;

namespace InverseRepro.Cli.Rendering;

/// <summary>What a run says, as JSON for machines.</summary>
public sealed record RunDocument(Scale Scale, bool Interrupted, IReadOnlyList<RunDocumentClaim> Claims)
{
    public static RunDocument Of(ReproSettings settings, Reproduced result) =>
        new(settings.Scale, result.Interrupted, [.. result.Claims.Select(c => new RunDocumentClaim(c.Claim.Id, c.Passed, c.Verdict, c.Gate, c.Minutes))]);
}

/// <param name="Gate">Null where no baseline was looked at.</param>
public sealed record RunDocumentClaim(string Id, bool Passed, Verdict Verdict, BaselineComparison? Gate, double Minutes);
