namespace InverseRepro.Vision.Colour;

/// <summary>Applies hue filters to images through 8-bit OpenCV HSV.</summary>
public static class Recolouring
{
    /// <summary>A filtered copy of RGB images in [0, 1]; every value becomes a whole byte (cut off, not rounded) over 255.</summary>
    /// <param name="masks">One mask of H·W pixels an image: only where it is true is the image changed. Whole images without it.</param>
    public static ImageBatch Recolour(this ImageBatch images, HueFilter filter, IReadOnlyList<bool[]>? masks = null)
    {
        if (images.Channels != 3)
            throw new ArgumentException($"Hue filters need RGB images, not {images.Channels} channels.");
        var recoloured = new ImageBatch(images.Count, 3, images.Height, images.Width, new float[images.Values.Length]);
        var area = images.Height * images.Width;
        for (var i = 0; i < images.Count; i++)
        {
            var (from, to) = (i * images.Stride, recoloured.Values);
            for (var p = from; p < from + area; p++)
            {
                var (r, g, b) = (Byte(images.Values[p]), Byte(images.Values[p + area]), Byte(images.Values[p + 2 * area]));
                if (masks is null || masks[i][p - from])
                    (r, g, b) = Recolour(r, g, b, filter);
                (to[p], to[p + area], to[p + 2 * area]) = (r / 255f, g / 255f, b / 255f);
            }
        }
        return recoloured;
    }

    /// <summary>One filtered pixel.</summary>
    public static (byte R, byte G, byte B) Recolour(byte r, byte g, byte b, HueFilter filter)
    {
        if (filter == HueFilter.None)
            return (r, g, b);
        if (filter == HueFilter.Grey)
        {
            var luma = (byte)Math.Round(0.299 * r + 0.587 * g + 0.114 * b);
            return (luma, luma, luma);
        }
        var (h, s, v) = OpenCvHsv.FromRgb(r, g, b);
        var hue = filter switch
        {
            HueFilter.Red => 0,
            HueFilter.Green => 60,
            HueFilter.Blue => 120,
            HueFilter.Plus120 => h + 60,
            HueFilter.Plus240 => h + 120,
            _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "No such filter."),
        };
        return OpenCvHsv.ToRgb((byte)(hue % OpenCvHsv.HueRange), s, v);
    }

    private static byte Byte(float value) => (byte)(Math.Clamp(value, 0, 1) * 255);
}
