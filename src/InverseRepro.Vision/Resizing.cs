namespace InverseRepro.Vision;

/// <summary>
/// Antialiased bilinear resizing: a triangle filter as wide as the reduction (the filter PIL calls BILINEAR), applied to
/// columns and then to rows. Enlarging is plain bilinear interpolation.
/// </summary>
public static class Resizing
{
    /// <summary>The picture at <paramref name="width"/> × <paramref name="height"/> pixels; proportions are the caller's business.</summary>
    public static Picture Resize(this Picture picture, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (width == picture.Width && height == picture.Height)
            return picture;
        var values = new float[picture.Rgb.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = picture.Rgb[i];
        // The columns of every row, then the rows of every column: strides turn one pass into the other.
        var narrow = new float[picture.Height * width * 3];
        Pass(values, picture.Width, 3, narrow, width, 3, picture.Height, picture.Width * 3, width * 3);
        var result = new float[height * width * 3];
        Pass(narrow, picture.Height, width * 3, result, height, width * 3, width, 3, 3);
        return new Picture(width, height, Array.ConvertAll(result, v => (byte)Math.Clamp(MathF.Round(v), 0, 255)));
    }

    /// <summary>The centred square of the picture at <paramref name="side"/> × <paramref name="side"/> pixels.</summary>
    public static Picture ToSquare(this Picture picture, int side) => picture.CropSquare().Resize(side, side);

    private static void Pass(
        float[] from, int oldLength, int oldStep, float[] to, int newLength, int newStep, int lines, int oldLine, int newLine)
    {
        var scale = (double)oldLength / newLength;
        var support = Math.Max(scale, 1);
        var weights = new double[(int)Math.Ceiling(support) * 2 + 1];
        for (var i = 0; i < newLength; i++)
        {
            var centre = (i + 0.5) * scale;
            var first = Math.Max((int)(centre - support + 0.5), 0);
            var count = Math.Min((int)(centre + support + 0.5), oldLength) - first;
            var sum = 0.0;
            for (var k = 0; k < count; k++)
                sum += weights[k] = Math.Max(0, 1 - Math.Abs((first + k + 0.5 - centre) / support));
            for (var line = 0; line < lines; line++)
                for (var channel = 0; channel < 3; channel++)
                {
                    var value = 0.0;
                    for (var k = 0; k < count; k++)
                        value += weights[k] * from[line * oldLine + (first + k) * oldStep + channel];
                    to[line * newLine + i * newStep + channel] = (float)(value / sum);
                }
        }
    }
}
