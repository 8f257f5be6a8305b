namespace InverseRepro.Vision.Drawing;

/// <summary>Rows and columns of pictures on white, with a title, column headings and row labels.</summary>
/// <param name="title">Above everything; empty for none.</param>
/// <param name="columns">Headings, one a column; none for no headings.</param>
public sealed class PictureGrid(string title = "", IReadOnlyList<string>? columns = null)
{
    private const int Gap = 6, LineHeight = BitmapFont.Height + 6;

    private readonly List<(string Label, IReadOnlyList<Picture?> Tiles)> _rows = [];
    private readonly IReadOnlyList<string> _columns = columns ?? [];

    /// <summary>Adds a row without a label.</summary>
    public PictureGrid AddRow(IReadOnlyList<Picture?> tiles) => AddRow("", tiles);

    /// <summary>Adds a row; null leaves a place empty. A label or heading may have several lines.</summary>
    public PictureGrid AddRow(string label, IReadOnlyList<Picture?> tiles)
    {
        _rows.Add((label, tiles));
        return this;
    }

    /// <summary>
    /// The grid with tiles of <paramref name="tileSize"/> pixels a side. A picture is enlarged by the largest whole factor that
    /// fits, so that single pixels stay visible, or reduced if it is larger than a tile, and centred.
    /// </summary>
    public Picture Draw(int tileSize = 128)
    {
        if (_rows.Count == 0)
            throw new InvalidOperationException("A picture grid needs at least one row.");
        var columnCount = Math.Max(_columns.Count, _rows.Max(r => r.Tiles.Count));
        var columnWidth = Math.Max(tileSize, _columns.Select(BitmapFont.Width).DefaultIfEmpty(0).Max());
        var labelWidth = _rows.Max(r => BitmapFont.Width(r.Label)) is > 0 and var widest ? widest + Gap : 0;
        var titleHeight = title.Length > 0 ? LinesOf(title) * LineHeight + Gap : 0;
        var headingLines = _columns.Select(LinesOf).DefaultIfEmpty(0).Max();
        var top = Gap + titleHeight + headingLines * LineHeight;
        var width = Math.Max(Gap + labelWidth + columnCount * (columnWidth + Gap), 2 * Gap + BitmapFont.Width(title));
        var canvas = Picture.Filled(width, top + _rows.Count * (tileSize + Gap), 255, 255, 255);
        BitmapFont.Draw(canvas, title, Gap, Gap);
        for (var c = 0; c < _columns.Count; c++)
        {
            var x = Gap + labelWidth + c * (columnWidth + Gap) + (columnWidth - BitmapFont.Width(_columns[c])) / 2;
            BitmapFont.Draw(canvas, _columns[c], x, Gap + titleHeight + (headingLines - LinesOf(_columns[c])) * LineHeight);
        }
        for (var r = 0; r < _rows.Count; r++)
        {
            var (label, tiles) = _rows[r];
            var y = top + r * (tileSize + Gap);
            BitmapFont.Draw(canvas, label, Gap, y + (tileSize - LinesOf(label) * LineHeight) / 2);
            for (var c = 0; c < tiles.Count; c++)
                if (tiles[c] is { } tile)
                    Paste(canvas, Fit(tile, tileSize), Gap + labelWidth + c * (columnWidth + Gap), y, columnWidth, tileSize);
        }
        return canvas;
    }

    private static int LinesOf(string text) => text.Length == 0 ? 0 : text.Split('\n').Length;

    private static Picture Fit(Picture picture, int side)
    {
        var longer = Math.Max(picture.Width, picture.Height);
        return longer <= side
            ? picture.Enlarge(side / longer)
            : picture.Resize(Math.Max(picture.Width * side / longer, 1), Math.Max(picture.Height * side / longer, 1));
    }

    private static void Paste(Picture canvas, Picture tile, int left, int top, int width, int height)
    {
        left += (width - tile.Width) / 2;
        top += (height - tile.Height) / 2;
        for (var y = 0; y < tile.Height; y++)
            tile.Rgb.AsSpan(y * tile.Width * 3, tile.Width * 3).CopyTo(canvas.Rgb.AsSpan(((top + y) * canvas.Width + left) * 3));
    }
}
