using System.Globalization;

namespace InverseRepro.Report;

/// <summary>The table of verdicts as Markdown, for the summary of a CI step.</summary>
public static class MarkdownTable
{
    public static string Of(IEnumerable<ReportClaim> claims)
    {
        string[] head = ["| claim | verdict | effect [90 % interval] | margin | seeds | controls | minutes |", "| --- | --- | --- | --- | --- | --- | --- |"];
        return string.Join('\n', [.. head, .. claims.Select(Row)]);
    }

    private static string Row(ReportClaim reported)
    {
        var verdict = reported.Verdict;
        var effect = EffectText.Deciding(verdict);
        string[] cells =
        [
            verdict.ClaimId,
            $"{OutcomeText.Glyph(verdict.Outcome)} {OutcomeText.Word(verdict.Outcome)}{(verdict.Fragile ? " (fragile)" : "")}",
            effect is null ? "–" : EffectText.Of(effect),
            effect is null ? "–" : EffectText.Margin(effect),
            verdict.Seeds.Count.ToString(CultureInfo.InvariantCulture),
            OutcomeText.Controls(verdict),
            reported.Minutes.ToString("0.0", CultureInfo.InvariantCulture),
        ];
        return $"| {string.Join(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal)))} |";
    }
}
