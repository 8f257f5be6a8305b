using System.Globalization;
using InverseRepro.Checkpoints;

namespace InverseRepro.Cli.Rendering;

/// <summary>A checkpoint as plain lines; a table of a hundred thousand entries would be too slow to draw.</summary>
internal static class WeightsSheet
{
    private const int LongestValue = 200;

    public static void Write(TextWriter output, CheckpointSummary summary)
    {
        var nameWidth = summary.Entries.Select(e => e.Entry.Name.Length).DefaultIfEmpty().Max();
        var shapeWidth = summary.Entries.Select(e => e.Entry.ShapeText.Length).DefaultIfEmpty().Max();
        foreach (var entry in summary.Entries)
        {
            output.WriteLine($"{entry.Entry.Name.PadRight(nameWidth)}  {entry.Entry.Type,-4}  {entry.Entry.ShapeText.PadRight(shapeWidth)}  {Count(entry.Entry.ByteCount)} bytes"
                + NotFinite(entry.NaNs, entry.Infinities));
        }
        output.WriteLine($"format    {Format(summary.Format)}, {Count(summary.FileBytes)} bytes");
        output.WriteLine($"total     {Count(summary.Entries.Count)} entries, {Count(summary.ElementCount)} values, {Count(summary.ByteCount)} bytes"
            + NotFinite(summary.NaNs, summary.Infinities));
        output.WriteLine($"weights   {summary.Weights ?? "none"}");
        foreach (var (key, value) in summary.Metadata)
            output.WriteLine($"metadata  {OneLine(key)}: {OneLine(value)}");
    }

    private static string NotFinite(long nans, long infinities) =>
        (nans > 0 ? $"; {Count(nans)} not a number" : "") + (infinities > 0 ? $"; {Count(infinities)} infinite" : "");

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Format(CheckpointFormat format) => format switch
    {
        CheckpointFormat.Safetensors => "safetensors",
        CheckpointFormat.PthZip => ".pth, zip (PyTorch 1.6 and later)",
        _ => ".pth, legacy (before PyTorch 1.6)",
    };

    // Metadata is whatever its writer put there: control characters must not reach a terminal.
    private static string OneLine(string text) =>
        string.Concat((text.Length > LongestValue ? text[..LongestValue] + "…" : text).Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
}
