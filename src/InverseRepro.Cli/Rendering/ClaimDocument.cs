using InverseRepro.Claims.Definition;

namespace InverseRepro.Cli.Rendering;

/// <summary>A claim as JSON for machines.</summary>
public sealed record ClaimDocument(string Id, string Paper, string Section, string? Quote, string Statement, Tier Tier, string Measurement,
    string Unit, Direction Better, string Rule, IReadOnlyList<string> Controls, IReadOnlyDictionary<string, ScaleDocument> Scales, string File)
{
    public static ClaimDocument Of(Claim claim) => new(claim.Id, claim.Paper, claim.Source.Section, claim.Source.Quote, claim.Statement,
        claim.Tier, claim.Estimand.Measurement.ToString(), claim.Estimand.Unit, claim.Estimand.Direction, RuleText.Of(claim.Rule),
        [.. claim.Controls.Select(c => c.Name)],
        claim.Scales.ToDictionary(s => s.Key.ToString().ToLowerInvariant(),
            s => new ScaleDocument(s.Value.Seeds, s.Value.Minutes, RuleHash.Of(claim, s.Key))), claim.File);
}

/// <summary>How a claim runs at one scale; the hash covers rule, margins, gates and seeds planned.</summary>
public sealed record ScaleDocument(int Seeds, double Minutes, string RuleHash);
