namespace InverseRepro.Report.Pictures;

/// <summary>Equal tiles at equal distances on white, as grids of reconstructions are drawn.</summary>
/// <param name="Left">Of the first tile, in pixels.</param>
/// <param name="Top">Of the first tile, in pixels.</param>
/// <param name="Width">Of a tile.</param>
/// <param name="Height">Of a tile.</param>
/// <param name="Right">From one tile to its right neighbour.</param>
/// <param name="Down">From one tile to the one below.</param>
public sealed record TileGrid(int Left, int Top, int Width, int Height, int Right, int Down, int Columns, int Rows)
{
    private const int LeastSide = 16, MostTiles = 400;

    // Labels cover less of the rows they stand in, pictures more, even those with white in them.
    private const double CoveredRow = 0.25, CoveredColumn = 0.6;

    /// <summary>The grid that a picture shows; null where its pictures are not equal, or too light to be told from white.</summary>
    public static TileGrid? In(PngPixels picture)
    {
        var rows = Bands(picture.Height, y => Share(picture.Width, x => !picture.IsWhite(x, y)) >= CoveredRow);
        if (Evenly(rows) is not var (top, height, down))
            return null;
        var covered = rows.SelectMany(r => Enumerable.Range(r.Start, r.Length)).ToArray();
        var columns = Bands(picture.Width, x => Share(covered.Length, i => !picture.IsWhite(x, covered[i])) >= CoveredColumn);
        return Evenly(columns) is var (left, width, right) && columns.Count * rows.Count is >= 2 and <= MostTiles
            ? new TileGrid(left, top, width, height, right, down, columns.Count, rows.Count)
            : null;
    }

    private static double Share(int count, Func<int, bool> holds) => Enumerable.Range(0, count).Count(holds) / (double)count;

    private static List<(int Start, int Length)> Bands(int length, Func<int, bool> covered)
    {
        var bands = new List<(int Start, int Length)>();
        for (var i = 0; i < length; i++)
        {
            if (!covered(i))
                continue;
            var start = i;
            while (i + 1 < length && covered(i + 1))
                i++;
            if (i - start + 1 >= LeastSide) // else a line of letters
                bands.Add((start, i - start + 1));
        }
        return bands;
    }

    private static (int Start, int Length, int Stride)? Evenly(List<(int Start, int Length)> bands)
    {
        if (bands.Count == 0 || bands.Any(b => b.Length != bands[0].Length))
            return null;
        var stride = bands.Count == 1 ? 0 : bands[1].Start - bands[0].Start;
        return bands.Select((b, i) => bands[0].Start + i * stride == b.Start).All(even => even) ? (bands[0].Start, bands[0].Length, stride) : null;
    }
}
