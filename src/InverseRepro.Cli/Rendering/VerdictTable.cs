using System.Globalization;
using InverseRepro.Claims.Deciding;
using InverseRepro.Report;
using Spectre.Console;

namespace InverseRepro.Cli.Rendering;

/// <summary>The table a run ends with.</summary>
public static class VerdictTable
{
    /// <summary>The column of baselines is there where any was looked at.</summary>
    public static Table Draw(IReadOnlyList<VerdictRow> rows)
    {
        var gated = rows.Any(r => r.Baseline is not null);
        string[] columns = ["claim", "verdict", "effect [[90 % interval]]", "margin", "seeds", "controls", .. gated ? ["baseline"] : Array.Empty<string>(), "minutes"];
        var table = new Table().Border(TableBorder.Simple).AddColumns(columns);
        table.Columns[0].NoWrap();
        table.Columns[1].NoWrap();
        foreach (var row in rows)
            table.AddRow(Cells(row, gated));
        return table;
    }

    /// <summary>Why each claim came out as it did, where that is not plain from the table.</summary>
    public static IEnumerable<string> Notes(IEnumerable<VerdictRow> rows) => rows
        .Where(r => r.Verdict.Outcome != Outcome.Supported || !r.Verdict.ControlsHold || r.Verdict.Fragile)
        .Select(r => $"{r.Verdict.ClaimId}: {r.Verdict.Reason}" +
            (r.Verdict.SeedsNeeded is { } seeds ? $" (about {seeds} seeds would be expected to settle it)" : ""));

    private static string[] Cells(VerdictRow row, bool gated)
    {
        var verdict = row.Verdict;
        var effect = EffectText.Deciding(verdict);
        return
        [
            Markup.Escape(verdict.ClaimId),
            Coloured(verdict),
            Markup.Escape(effect is null ? "–" : EffectText.Of(effect)),
            Markup.Escape(effect is null ? "–" : EffectText.Margin(effect)),
            verdict.Seeds.Count.ToString(CultureInfo.InvariantCulture),
            Mark(OutcomeText.Controls(verdict), bad: !verdict.ControlsHold),
            .. gated ? [Mark(row.Baseline ?? "–", row.BaselineFails)] : Array.Empty<string>(),
            row.Minutes.ToString("0.0", CultureInfo.InvariantCulture),
        ];
    }

    private static string Coloured(Verdict verdict)
    {
        var colour = verdict.Outcome switch { Outcome.Supported => "green", Outcome.Contradicted => "red", _ => "yellow" };
        var fragile = verdict.Fragile ? " (fragile)" : "";
        return $"[{colour}]{OutcomeText.Glyph(verdict.Outcome)} {OutcomeText.Word(verdict.Outcome)}{fragile}[/]";
    }

    private static string Mark(string text, bool bad) => bad ? $"[red]✘ {Markup.Escape(text)}[/]" : Markup.Escape(text);
}
