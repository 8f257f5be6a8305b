using System.Globalization;
using InverseRepro.Engine.Parity;
using Spectre.Console;

namespace InverseRepro.Cli.Rendering;

/// <summary>A network's deviations from its reference, stage by stage.</summary>
internal static class ParityTable
{
    public static Table Draw(ParityReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "stage", "largest deviation", "of", "bound", "ratio");
        foreach (var column in new[] { 2, 4, 5 })
            table.Columns[column].RightAligned();
        foreach (var stage in report.Stages)
            table.AddRow(stage.Agrees ? "[green]✔[/]" : "[red]✘[/]", Markup.Escape(stage.Stage), Markup.Escape(stage.Fault ?? Text(stage.Deviation)),
                stage.Measure ?? "", Text(stage.Bound), stage.Fault is null ? Ratio(stage.Ratio) : "");
        return table;
    }

    /// <summary>One line: whether it agrees, the network, its stages, and the stage nearest to its bound or farthest beyond.</summary>
    public static string Summary(ParityReport report)
    {
        var worst = report.Stages.MaxBy(stage => stage.Ratio)!;
        var missed = report.Stages.Count(stage => !stage.Agrees);
        var stages = $"{report.Stages.Count.ToString(CultureInfo.InvariantCulture)} {(report.Stages.Count == 1 ? "stage" : "stages")}";
        var keys = report.KeyFaults.Count == 0 ? "" : $", {report.KeyFaults.Count.ToString(CultureInfo.InvariantCulture)} key faults ({report.KeyFaults[0]})";
        return $"{(report.Agrees ? "✔" : "✘")} {report.Id}: {(missed == 0 ? stages : $"{missed.ToString(CultureInfo.InvariantCulture)} of {stages} missed")}, "
            + $"worst {worst.Stage} {worst.Fault ?? $"at {Ratio(worst.Ratio)} of its bound"}{keys}{(report.Agrees ? "; agrees" : "; does not agree")}";
    }

    private static string Text(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    private static string Ratio(double ratio) => ratio.ToString(ratio < 100 ? "0.000" : "G3", CultureInfo.InvariantCulture);
}
