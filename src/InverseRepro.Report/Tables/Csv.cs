using InverseRepro.Report.Collecting;

namespace InverseRepro.Report.Tables;

/// <summary>Tables as RFC 4180 has them: UTF-8, quoted where needed, lines end in CR LF.</summary>
internal static class Csv
{
    public static string Claims(ReportContent content) => Of(content.Findings.Select(ClaimRow.Of).Prepend(ClaimRow.Headings));

    /// <summary>Every number of every cell, one a line.</summary>
    public static string Measurements(ReportContent content)
    {
        var rows = content.Cells.SelectMany(cell => cell.Measurements.Select(m => (IReadOnlyList<string>)[cell.Id.Experiment, cell.Id.Variant,
            ReportText.Of(cell.Id.Scale), cell.Id.Seed.ToString(), m.Name, ClaimRow.Number(m.Index), ClaimRow.Number(m.Value), m.Unit, cell.Key]));
        return Of(rows.Prepend(["experiment", "variant", "scale", "seed", "measurement", "index", "value", "unit", "key"]));
    }

    private static string Of(IEnumerable<IReadOnlyList<string>> rows) => string.Concat(rows.Select(row => string.Join(',', row.Select(Field)) + "\r\n"));

    private static string Field(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
