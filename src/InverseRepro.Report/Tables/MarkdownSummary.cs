using System.Globalization;
using System.Text;
using InverseRepro.Claims.Baselines;
using InverseRepro.Report.Collecting;

namespace InverseRepro.Report.Tables;

/// <summary>The verdicts as Markdown, for the summary of a CI step.</summary>
public static class MarkdownSummary
{
    // What GitHub shows of a step's summary ends at 1 MiB.
    private const int MostRows = 2000;

    private static readonly string[] Headings = ["claim", "scale", "verdict", "effect [90 % interval]", "margin", "seeds", "controls", "baseline", "cost"];

    public static string Of(ReportContent content)
    {
        var text = new StringBuilder("## Claims\n");
        foreach (var paper in content.Papers)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {Escaped(ReportText.Paper(paper.Key))}\n\n");
            foreach (var scale in content.Scales)
            {
                if (ReportContent.Summary(paper, scale) is { Claims: > 0 } s)
                    text.Append(CultureInfo.InvariantCulture, $"{ReportText.Of(scale)}: {s.Supported} of {ReportText.Count(s.Claims, "claim")} supported, {s.SupportedByHolm} when judged together (Holm)\n\n");
            }
            text.Append(Table([.. paper.SelectMany(c => c.Findings)]));
        }
        if (content.Claims.Count == 0)
            text.Append("\nThere are no claims.\n");
        return text.ToString();
    }

    private static string Table(IReadOnlyList<ReportFinding> findings)
    {
        string[] left = findings.Count > MostRows ? [$"\nand {findings.Count - MostRows} more in the report"] : [];
        return string.Join('\n', [Line(Headings), Line(Headings.Select(_ => "---")), .. findings.Take(MostRows).Select(f => Line(Cells(f))), .. left]) + "\n";
    }

    private static IEnumerable<string> Cells(ReportFinding finding)
    {
        var (claim, decided) = (finding.Claim, finding.Decided);
        var effect = decided is null ? null : EffectText.Deciding(decided.Verdict);
        return
        [
            claim.Id,
            ReportText.Of(finding.Scale),
            $"{OutcomeText.Glyph(finding.Outcome)} {OutcomeText.Word(finding.Outcome)}{(decided?.Verdict.Fragile == true ? " (fragile)" : "")}",
            effect is null ? "–" : EffectText.Of(effect),
            effect is null ? "–" : EffectText.Margin(effect),
            decided?.Verdict.Seeds.Count.ToString(CultureInfo.InvariantCulture) ?? "–",
            decided is null ? "–" : OutcomeText.Controls(decided.Verdict),
            decided?.Baseline is { } gate ? $"{(gate.Status == GateStatus.Failed ? "✘ " : "")}{BaselineWords.Of(gate)}" : "–",
            decided is null ? "–" : ReportText.Minutes(decided.Minutes),
        ];
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(Escaped))} |";

    private static string Escaped(string text) => text.ReplaceLineEndings(" ")
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
