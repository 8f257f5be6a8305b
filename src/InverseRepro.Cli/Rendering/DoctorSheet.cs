using InverseRepro.Cli.Diagnosis;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace InverseRepro.Cli.Rendering;

/// <summary>The doctor's findings as a table, then what to do.</summary>
internal static class DoctorSheet
{
    public static IRenderable Draw(IReadOnlyList<Finding> findings)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "", "");
        foreach (var finding in findings)
            table.AddRow(Glyph(finding.State), Markup.Escape(finding.Name), Markup.Escape(finding.Detail));
        var advice = findings.Where(f => f.Advice is not null)
            .Select(f => new Markup($"{Glyph(f.State)} {Markup.Escape(f.Name)}: {Markup.Escape(f.Advice!)}"));
        return new Rows([table, .. advice]);
    }

    private static string Glyph(FindingState state) => state switch
    {
        FindingState.Good => "[green]✔[/]",
        FindingState.Optional => "[yellow]–[/]",
        _ => "[red]✘[/]",
    };
}
