using InverseRepro.Claims.Calibrating;
using InverseRepro.Report;
using Spectre.Console;

namespace InverseRepro.Cli.Rendering;

/// <summary>The gated metrics that did not repeat to the bit.</summary>
internal static class CalibrationTable
{
    public static bool Moves(CalibratedMetric metric) => metric.RunToRun > 0 || metric.Later > 0 || metric.OtherDevice > 0;

    public static Table Draw(Calibration calibration)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("metric", "unit", "run to run", "later", "other device", "sd over seeds", "resolution", "proposed");
        foreach (var m in calibration.Metrics.Where(m => m.Gated && Moves(m)))
        {
            table.AddRow(Markup.Escape(m.Name), Markup.Escape(m.Unit), Text(m.RunToRun), Text(m.Later), Text(m.OtherDevice), Text(m.SeedDeviation),
                Text(m.Resolution), m.IsTooFine ? $"[yellow]{Text(m.Proposed)}[/]" : "as it is");
        }
        return table;
    }

    private static string Text(double? value) => value is { } number ? EffectText.Plain(number) : "–";
}
