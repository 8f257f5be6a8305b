using System.Text;
using InverseRepro.Report.Collecting;

namespace InverseRepro.Report.Tables;

/// <summary>The table of claims for a paper: <c>\input{claims}</c> with packages booktabs and longtable.</summary>
internal static class Latex
{
    private static readonly string[] Headings = ["claim", "scale", "verdict", "effect [90\\,\\% interval]", "margin", "seeds", "controls"];

    public static string Of(ReportContent content)
    {
        var text = new StringBuilder("% \\usepackage{booktabs,longtable}\n\\begin{longtable}{lllllrl}\n\\toprule\n");
        text.Append(string.Join(" & ", Headings)).Append(" \\\\\n\\midrule\n\\endhead\n");
        foreach (var paper in content.Papers)
        {
            text.Append("\\multicolumn{7}{l}{\\emph{").Append(Escaped(ReportText.Paper(paper.Key))).Append("}} \\\\\n");
            foreach (var finding in paper.SelectMany(c => c.Findings))
                text.Append(string.Join(" & ", Cells(finding).Select(Escaped))).Append(" \\\\\n");
        }
        return text.Append("\\bottomrule\n\\end{longtable}\n").ToString();
    }

    private static IEnumerable<string> Cells(ReportFinding finding)
    {
        var verdict = finding.Decided?.Verdict;
        var effect = verdict is null ? null : EffectText.Deciding(verdict);
        return
        [
            finding.Claim.Id, ReportText.Of(finding.Scale), OutcomeText.Word(finding.Outcome) + (verdict?.Fragile == true ? " (fragile)" : ""),
            effect is null ? "–" : EffectText.Of(effect), effect is null ? "–" : EffectText.Margin(effect),
            verdict is null ? "–" : ClaimRow.Number(verdict.Seeds.Count), verdict is null ? "–" : OutcomeText.Controls(verdict),
        ];
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            escaped.Append(c switch
            {
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '&' or '%' or '$' or '#' or '_' or '{' or '}' => $"\\{c}",
                '−' => "$-$",
                '∞' => "$\\infty$",
                '–' => "--",
                '[' or ']' => $"{{{c}}}", // never an optional argument
                _ when char.IsControl(c) => " ",
                _ => c.ToString(),
            });
        }
        return escaped.ToString();
    }
}
