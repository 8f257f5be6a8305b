using System.Globalization;

namespace InverseRepro.Vision.Drawing;

/// <summary>A square matrix of values from 0 to 1 as coloured tiles with their numbers: white is 0, blue is 1.</summary>
public static class HeatMap
{
    private const int Tile = 64;

    /// <param name="title">Above the tiles.</param>
    /// <param name="labels">One a row; columns show its number.</param>
    /// <param name="values">As many rows and columns as labels; one that is not finite stays grey.</param>
    public static Picture Draw(string title, IReadOnlyList<string> labels, double[,] values)
    {
        if (values.GetLength(0) != labels.Count || values.GetLength(1) != labels.Count)
            throw new ArgumentException($"{labels.Count} labels for {values.GetLength(0)}×{values.GetLength(1)} values.", nameof(values));
        var numbers = Enumerable.Range(0, labels.Count).ToArray();
        var grid = new PictureGrid(title, [.. numbers.Select(i => i.ToString(CultureInfo.InvariantCulture))]);
        foreach (var row in numbers)
            grid.AddRow($"{row} {labels[row]}", [.. numbers.Select(column => TileOf(values[row, column]))]);
        return grid.Draw(Tile);
    }

    private static Picture TileOf(double value)
    {
        // Down to a blue that black numbers are still legible on.
        byte Shade(double full) => (byte)Math.Round(255 - (255 - full) * Math.Clamp(value, 0, 1));
        var tile = double.IsFinite(value) ? Picture.Filled(Tile, Tile, Shade(86), Shade(180), Shade(233)) : Picture.Filled(Tile, Tile, 200, 200, 200);
        var text = value.ToString("F2", CultureInfo.InvariantCulture);
        BitmapFont.Draw(tile, text, (Tile - BitmapFont.Width(text)) / 2, (Tile - BitmapFont.Height) / 2);
        return tile;
    }
}
