using System.Globalization;
using InverseRepro.Claims.Deciding;
using InverseRepro.Report;
using Spectre.Console;

namespace InverseRepro.Cli.Rendering;

/// <summary>The table a run ends with.</summary>
public static class VerdictTable
{
    public static Table Draw(IEnumerable<VerdictRow> rows)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("claim", "verdict", "effect [[90 % interval]]", "margin", "seeds", "controls", "baseline", "minutes");
        foreach (var row in rows)
            table.AddRow(Cells(row));
        return table;
    }

    /// <summary>Why each claim came out as it did, where that is not plain from the table.</summary>
    public static IEnumerable<string> Notes(IEnumerable<VerdictRow> rows) => rows
        .Where(r => r.Verdict.Outcome != Outcome.Supported || !r.Verdict.ControlsHold || r.Verdict.Fragile)
        .Select(r => $"{r.Verdict.ClaimId}: {r.Verdict.Reason}" +
            (r.Verdict.SeedsNeeded is { } seeds ? $" (about {seeds} seeds would be expected to settle it)" : ""));

    private static string[] Cells(VerdictRow row)
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
            Mark(row.Baseline ?? "–", row.BaselineFails),
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
