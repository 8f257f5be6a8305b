namespace InverseRepro.Vision;

/// <summary>An 8-bit sRGB picture: what image files hold and what grids are drawn on.</summary>
/// <param name="Width">In pixels, at least 1.</param>
/// <param name="Height">In pixels, at least 1.</param>
/// <param name="Rgb">Height × Width × 3 bytes, rows from the top, red first.</param>
public sealed record Picture(int Width, int Height, byte[] Rgb)
{
    public byte[] Rgb { get; } = Rgb.Length == (long)Width * Height * 3 && Width > 0 && Height > 0
        ? Rgb
        : throw new ArgumentException($"A picture of {Width} × {Height} pixels needs {(long)Width * Height * 3} bytes, not {Rgb.Length}.");

    /// <summary>The pixel in column <paramref name="x"/> of row <paramref name="y"/>.</summary>
    public (byte R, byte G, byte B) this[int x, int y]
    {
        get
        {
            var at = (y * Width + x) * 3;
            return (Rgb[at], Rgb[at + 1], Rgb[at + 2]);
        }
    }

    /// <summary>A picture of one colour.</summary>
    public static Picture Filled(int width, int height, byte r, byte g, byte b)
    {
        var rgb = new byte[checked(width * height * 3)];
        for (var at = 0; at < rgb.Length; at += 3)
            (rgb[at], rgb[at + 1], rgb[at + 2]) = (r, g, b);
        return new Picture(width, height, rgb);
    }

    /// <summary>Each pixel repeated <paramref name="factor"/> times in both directions, so that tiny images stay crisp.</summary>
    public Picture Enlarge(int factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        var (width, height) = (Width * factor, Height * factor);
        var rgb = new byte[checked(width * height * 3)];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                Rgb.AsSpan((y / factor * Width + x / factor) * 3, 3).CopyTo(rgb.AsSpan((y * width + x) * 3));
        return new Picture(width, height, rgb);
    }

    /// <summary>The largest centred square.</summary>
    public Picture CropSquare()
    {
        var side = Math.Min(Width, Height);
        return Crop((Width - side) / 2, (Height - side) / 2, side, side);
    }

    /// <summary>The part of <paramref name="width"/> × <paramref name="height"/> pixels from column <paramref name="left"/> and row <paramref name="top"/> on.</summary>
    public Picture Crop(int left, int top, int width, int height)
    {
        var rgb = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
            Rgb.AsSpan(((top + y) * Width + left) * 3, width * 3).CopyTo(rgb.AsSpan(y * width * 3));
        return new Picture(width, height, rgb);
    }
}
