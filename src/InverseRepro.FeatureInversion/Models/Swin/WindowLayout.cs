namespace InverseRepro.FeatureInversion.Models.Swin;

/// <summary>
/// How a grid of tokens is cut into windows of attention: cyclic shift up and left, then zero padding at the bottom and right to
/// whole windows (timm <c>swin_transformer.py</c>). Tokens "in window order" are those of window after window, row by row.
/// </summary>
/// <param name="Shift">Rows and columns of the cyclic shift; 0 for none.</param>
public sealed record WindowLayout(GridSize Grid, GridSize Window, GridSize Shift)
{
    private const float Separated = -100;

    /// <summary>Windows shrink to a grid that is no larger, and are not shifted there.</summary>
    /// <param name="shifted">Whether to shift by half a window.</param>
    /// <param name="nominal">
    /// The grid that windows and shift are chosen by. timm counts an odd grid's half rounded down, but merging rounds it up.
    /// </param>
    /// <param name="always">Whether windows larger than the grid are kept and shifted too, with padding (timm's always_partition).</param>
    public static WindowLayout Of(GridSize grid, GridSize window, bool shifted, GridSize? nominal = null, bool always = false)
    {
        if (always)
            return new WindowLayout(grid, window, shifted ? window / 2 : 0);
        var by = nominal ?? grid;
        int Shift(int side, int window) => shifted && side > window ? window / 2 : 0;
        return new WindowLayout(grid,
            new GridSize(Math.Min(by.Height, window.Height), Math.Min(by.Width, window.Width)),
            new GridSize(Shift(by.Height, window.Height), Shift(by.Width, window.Width)));
    }

    /// <summary>The grid of windows.</summary>
    public GridSize Windows => new((Grid.Height + Window.Height - 1) / Window.Height, (Grid.Width + Window.Width - 1) / Window.Width);

    public bool IsShifted => Shift != 0;

    public bool IsPadded => Windows.Area * Window.Area != Grid.Area;

    /// <summary>Whether window order is the order of the grid.</summary>
    public bool IsGridOrder => !IsShifted && !IsPadded && Windows.Width == 1;

    /// <summary>For each token in window order its place on the grid, row by row; padding is place <c>Grid.Area</c>.</summary>
    public long[] PlacesInWindowOrder() => [.. InWindowOrder().Select(at => at.Row < Grid.Height && at.Column < Grid.Width
        ? (at.Row + Shift.Height) % Grid.Height * Grid.Width + (at.Column + Shift.Width) % Grid.Width
        : (long)Grid.Area)];

    /// <summary>For each token of the grid its place in window order: the inverse, which drops the padding.</summary>
    public long[] PlacesInGridOrder()
    {
        var inverse = new long[Grid.Area];
        foreach (var (place, index) in PlacesInWindowOrder().Select((place, index) => (place, index)))
            if (place < Grid.Area)
                inverse[place] = index;
        return inverse;
    }

    /// <summary>windows×A×A: 0 between tokens of one region of the shifted, padded grid, −100 between those the shift brought together.</summary>
    public float[] Mask()
    {
        var regions = InWindowOrder().Select(at => (
            Region(at.Row, Windows.Height * Window.Height, Window.Height, Shift.Height),
            Region(at.Column, Windows.Width * Window.Width, Window.Width, Shift.Width))).ToArray();
        return
        [
            .. regions.Chunk(Window.Area)
                .SelectMany(window => window.SelectMany(query => window.Select(key => key == query ? 0 : Separated))),
        ];
    }

    private static int Region(int at, int side, int window, int shift) =>
        shift == 0 || at < side - window ? 0 : at < side - shift ? 1 : 2;

    /// <summary>Rows and columns of the shifted, padded grid.</summary>
    private IEnumerable<(int Row, int Column)> InWindowOrder() =>
        from window in Enumerable.Range(0, Windows.Area)
        from token in Enumerable.Range(0, Window.Area)
        select (window / Windows.Width * Window.Height + token / Window.Width, window % Windows.Width * Window.Width + token % Window.Width);
}
