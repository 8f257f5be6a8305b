using System.Globalization;

namespace InverseRepro.Report.Charts;

/// <summary>Numbers as SVG attributes.</summary>
internal static class Svg
{
    public static string Of(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Points of a polyline.</summary>
    public static string Of(IEnumerable<(double X, double Y)> points) => string.Join(' ', points.Select(p => $"{Of(p.X)},{Of(p.Y)}"));

    /// <summary>Keeps a label of a point inside the plot.</summary>
    public static string Anchor(double x, double width) => x < width * 0.2 ? "start" : x > width * 0.8 ? "end" : "middle";
}
