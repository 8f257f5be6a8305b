using System.Globalization;

namespace InverseRepro.Vision.Drawing;

/// <summary>Lines over a logarithmic axis, from zero, with a range of it shaded: small pictures that lie beside a cell's numbers.</summary>
/// <param name="title">Above the lines.</param>
/// <param name="at">Where the values of every line are on the axis, ascending, above 0.</param>
/// <param name="shaded">From where to where the axis is shaded.</param>
public sealed class LineChart(string title, IReadOnlyList<double> at, (double From, double To) shaded)
{
    private const int Width = 640, Height = 400, Left = 90, Right = 24, Top = 40, Bottom = 40, Thickness = 2;

    private static readonly (byte R, byte G, byte B)[] Colours = [(0, 114, 178), (213, 94, 0), (0, 158, 115), (204, 121, 167), (86, 180, 233)];

    private readonly List<(string Name, IReadOnlyList<double> Values)> _lines = [];

    /// <summary>Adds a line; its name stands at the right top, in its colour.</summary>
    public LineChart Add(string name, IReadOnlyList<double> values)
    {
        _lines.Add((name, values.Count == at.Count ? values : throw new ArgumentException($"{values.Count} values at {at.Count} places.", nameof(values))));
        return this;
    }

    public Picture Draw()
    {
        var canvas = Picture.Filled(Width, Height, 255, 255, 255);
        var most = _lines.SelectMany(l => l.Values).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        Fill(canvas, X(shaded.From), Top, X(shaded.To) - X(shaded.From) + 1, Height - Top - Bottom, (232, 232, 232));
        Fill(canvas, Left, Height - Bottom, Width - Left - Right, 1, (0, 0, 0));
        Fill(canvas, Left, Top, 1, Height - Top - Bottom, (0, 0, 0));
        BitmapFont.Draw(canvas, title, Left, 10);
        BitmapFont.Draw(canvas, most.ToString("G3", CultureInfo.InvariantCulture), 4, Top);
        BitmapFont.Draw(canvas, "0", 4, Height - Bottom - BitmapFont.Height);
        foreach (var place in at)
            BitmapFont.Draw(canvas, place.ToString("G4", CultureInfo.InvariantCulture), X(place) - 6, Height - Bottom + 10);
        for (var i = 0; i < _lines.Count; i++)
            Trace(canvas, i, most);
        return canvas;
    }

    private void Trace(Picture canvas, int line, double most)
    {
        var (name, values) = _lines[line];
        var colour = Colours[line % Colours.Length];
        for (var k = 1; k < at.Count; k++)
        {
            if (!double.IsFinite(values[k - 1]) || !double.IsFinite(values[k]))
                continue;
            var (from, to) = (X(at[k - 1]), X(at[k]));
            for (var x = from; x <= to; x++)
            {
                var part = from == to ? 1 : (double)(x - from) / (to - from);
                Fill(canvas, x, Y(values[k - 1] + part * (values[k] - values[k - 1]), most), Thickness, Thickness, colour);
            }
        }
        var top = Top + 4 + line * (BitmapFont.Height + 4);
        var left = Width - Right - BitmapFont.Width(name);
        BitmapFont.Draw(canvas, name, left, top);
        Fill(canvas, left - 24, top + BitmapFont.Height / 2, 18, Thickness + 1, colour);
    }

    private int X(double place) =>
        Left + (int)Math.Round((Width - Left - Right - 10) * Math.Log(place / at[0]) / Math.Max(Math.Log(at[^1] / at[0]), double.Epsilon));

    private static int Y(double value, double most) => Top + (int)Math.Round((Height - Top - Bottom - Thickness) * (1 - Math.Max(value, 0) / most));

    private static void Fill(Picture canvas, int left, int top, int width, int height, (byte R, byte G, byte B) colour)
    {
        for (var y = Math.Max(top, 0); y < Math.Min(top + height, canvas.Height); y++)
            for (var x = Math.Max(left, 0); x < Math.Min(left + width, canvas.Width); x++)
                (canvas.Rgb[(y * canvas.Width + x) * 3], canvas.Rgb[(y * canvas.Width + x) * 3 + 1], canvas.Rgb[(y * canvas.Width + x) * 3 + 2]) = colour;
    }
}
