using InverseRepro.DataFiles.Checking;
using Spectre.Console;

namespace InverseRepro.Cli.Rendering;

/// <summary>Data sets for people.</summary>
internal static class DataSheet
{
    public static Table Draw(IEnumerable<DataLine> lines)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("name", "what", "where", "", "size");
        table.Columns[0].NoWrap();
        table.Columns[3].NoWrap();
        foreach (var line in lines)
            table.AddRow(Markup.Escape(line.Name), Markup.Escape(line.What), Markup.Escape(line.Where), Coloured(line.State), Markup.Escape(line.Size));
        return table;
    }

    public static string Line(DataFinding finding) => $"{Glyph(finding.State)} {finding.Name}: {Word(finding.State)}; {finding.Detail}";

    private static string Word(DataState state) => state switch
    {
        DataState.Official => "official",
        DataState.Unverified => "present",
        DataState.NotOfficial => "present, not the official files",
        DataState.Damaged => "damaged",
        DataState.Partly => "partly there",
        _ => "missing",
    };

    private static char Glyph(DataState state) => state switch
    {
        DataState.Official or DataState.Unverified => '✔',
        DataState.Damaged => '✘',
        _ => '–',
    };

    private static string Coloured(string state) => state switch
    {
        "present" => "[green]✔ present[/]",
        "partly" => "[yellow]– partly[/]",
        _ => "missing",
    };
}
