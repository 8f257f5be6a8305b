using System.Globalization;
using InverseRepro.Report.Collecting;

namespace InverseRepro.Report.Tables;

/// <summary>One claim at one scale as a row of plain values, for tables that machines read.</summary>
internal static class ClaimRow
{
    public static readonly IReadOnlyList<string> Headings =
    [
        "claim", "paper", "section", "quote", "statement", "tier", "scale", "verdict", "fragile", "effect", "estimate", "lower", "upper", "margin",
        "unit", "seeds", "seeds_needed", "controls", "controls_hold", "baseline", "minutes", "run", "commit", "dirty", "engine", "device_class", "rule_hash", "reason",
    ];

    public static IReadOnlyList<string> Of(ReportFinding finding)
    {
        var (claim, decided) = (finding.Claim, finding.Decided);
        string[] declared = [claim.Id, claim.Paper, claim.Source.Section, claim.Source.Quote ?? "", claim.Statement,
            claim.Tier.ToString().ToLowerInvariant(), ReportText.Of(finding.Scale), OutcomeText.Word(finding.Outcome)];
        if (decided is null)
            return [.. declared, .. Enumerable.Repeat("", Headings.Count - declared.Length)];
        var (verdict, run) = (decided.Verdict, decided.Run);
        var effect = EffectText.Deciding(verdict);
        return
        [
            .. declared, Word(verdict.Fragile), effect?.Label ?? "", Number(effect?.Estimate), Number(effect?.Lower), Number(effect?.Upper),
            Number(effect?.Margin), effect?.Unit ?? "", Number(verdict.Seeds.Count), Number(verdict.SeedsNeeded), OutcomeText.Controls(verdict),
            Word(verdict.ControlsHold), decided.Baseline is { } gate ? BaselineWords.Of(gate) : "", decided.Minutes.ToString("0.###", CultureInfo.InvariantCulture),
            Number(run.Id), run.Commit, Word(run.Dirty), run.Engine, run.DeviceClass, verdict.RuleHash, verdict.Reason,
        ];
    }

    /// <summary>So that it reads back to the same bits; empty where there is none.</summary>
    public static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Word(bool value) => value ? "yes" : "no";
}
