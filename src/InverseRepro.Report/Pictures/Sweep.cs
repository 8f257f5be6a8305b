using InverseRepro.Claims.Storing;

namespace InverseRepro.Report.Pictures;

/// <summary>A grid of reconstructions as a slider shows it: pictures side by side, from their input on, step by step.</summary>
/// <param name="Tiles">Where the pictures lie in the file.</param>
/// <param name="Across">Whether steps are columns, one picture a row; else they are rows.</param>
/// <param name="Steps">Their names; the first is the input.</param>
public sealed record Sweep(Picture Picture, TileGrid Tiles, bool Across, IReadOnlyList<string> Steps)
{
    /// <summary>How names of files begin that hold reconstructions; other grids, of numbers say, have no input to begin from.</summary>
    private const string Prefix = "reconstructions";

    /// <summary>How many pictures are side by side.</summary>
    public int Count => Across ? Tiles.Rows : Tiles.Columns;

    /// <returns>Null where the picture is no grid with an input and what was made of it.</returns>
    public static Sweep? Of(Picture picture, CellRecord cell)
    {
        if (picture.File is null || !picture.Name.StartsWith(Prefix, StringComparison.Ordinal) || PngPixels.Read(picture.File) is not { } pixels || TileGrid.In(pixels) is not { } tiles)
            return null;
        // Two rows of many pictures are inputs above and what was made of them below; else every row starts with its input.
        var across = !(tiles.Rows == 2 && tiles.Columns > 2);
        var steps = across ? tiles.Columns : tiles.Rows;
        return steps < 2 ? null : new Sweep(picture, tiles, across, ["input", .. NamesOf(cell, steps - 1)]);
    }

    private static IEnumerable<string> NamesOf(CellRecord cell, int count) => count == 1 ? ["reconstruction"]
        : SettingsNames.Of(cell.SettingsJson, count) ?? Enumerable.Range(1, count).Select(i => $"reconstruction {i}");
}
