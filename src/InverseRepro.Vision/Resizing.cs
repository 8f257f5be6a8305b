namespace InverseRepro.Vision;

/// <summary>
/// Antialiased resizing that gives the bytes PIL's <c>Image.resize</c> gives for RGB pictures: columns, then rows, in fixed
/// point with 22 bits, rounded to bytes in between.
/// </summary>
public static class Resizing
{
    private const int FractionBits = 22;

    /// <summary>The picture at <paramref name="width"/> × <paramref name="height"/> pixels; proportions are the caller's business.</summary>
    public static Picture Resize(this Picture picture, int width, int height, Interpolation interpolation = Interpolation.Bilinear) =>
        picture.ResizeCentre(width, height, width, height, interpolation);

    /// <summary>The centred square of the picture at <paramref name="side"/> × <paramref name="side"/> pixels.</summary>
    public static Picture ToSquare(this Picture picture, int side) => picture.CropSquare().Resize(side, side);

    /// <summary>
    /// The centre of <see cref="Resize"/>, without computing the rest: torchvision's <c>CenterCrop</c>, which rounds half a
    /// pixel to the even side.
    /// </summary>
    /// <param name="cropWidth">At most <paramref name="width"/>.</param>
    /// <param name="cropHeight">At most <paramref name="height"/>.</param>
    public static Picture ResizeCentre(this Picture picture, int width, int height, int cropWidth, int cropHeight, Interpolation interpolation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cropWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cropHeight);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, cropWidth);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, cropHeight);
        var columns = Kernels(picture.Width, width, Centre(width, cropWidth), cropWidth, interpolation);
        var rows = Kernels(picture.Height, height, Centre(height, cropHeight), cropHeight, interpolation);
        // Only the rows that the second pass reads.
        var (top, bottom) = (rows.Min(r => r.First), rows.Max(r => r.First + r.Weights.Length));
        var narrow = new byte[checked((bottom - top) * cropWidth * 3)];
        Pass(picture.Rgb.AsSpan(top * picture.Width * 3), picture.Width * 3, 3, narrow, cropWidth * 3, 3, bottom - top, columns, 0);
        var result = new byte[checked(cropHeight * cropWidth * 3)];
        Pass(narrow, 3, cropWidth * 3, result, 3, cropWidth * 3, cropWidth, rows, top);
        return new Picture(cropWidth, cropHeight, result);
    }

    private static int Centre(int whole, int part) => (int)Math.Round((whole - part) / 2.0, MidpointRounding.ToEven);

    /// <summary>Weighs the pixels along one axis of every line; strides, in bytes, say which axis that is.</summary>
    /// <param name="skipped">Pixels of the axis that <paramref name="from"/> leaves out at its start.</param>
    private static void Pass(ReadOnlySpan<byte> from, int fromLine, int fromStep, Span<byte> to, int toLine, int toStep, int lines, Kernel[] kernels, int skipped)
    {
        for (var line = 0; line < lines; line++)
            for (var i = 0; i < kernels.Length; i++)
            {
                var (first, weights) = kernels[i];
                var at = line * fromLine + (first - skipped) * fromStep;
                int r = 1 << (FractionBits - 1), g = r, b = r;
                foreach (var weight in weights)
                {
                    r += from[at] * weight;
                    g += from[at + 1] * weight;
                    b += from[at + 2] * weight;
                    at += fromStep;
                }
                var pixel = to.Slice(line * toLine + i * toStep, 3);
                (pixel[0], pixel[1], pixel[2]) = (Byte(r), Byte(g), Byte(b));
            }
    }

    private static byte Byte(int fixedPoint) => (byte)Math.Clamp(fixedPoint >> FractionBits, 0, 255);

    /// <summary>The kernels of the new pixels from <paramref name="start"/> on.</summary>
    private static Kernel[] Kernels(int oldLength, int newLength, int start, int count, Interpolation interpolation)
    {
        var scale = (double)oldLength / newLength;
        var stretch = Math.Max(scale, 1);
        var support = stretch * (interpolation == Interpolation.Bicubic ? 2 : 1);
        var kernels = new Kernel[count];
        for (var i = 0; i < count; i++)
        {
            var centre = (start + i + 0.5) * scale;
            var first = Math.Max((int)(centre - support + 0.5), 0);
            var weights = new double[Math.Min((int)(centre + support + 0.5), oldLength) - first];
            for (var k = 0; k < weights.Length; k++)
                weights[k] = Filter(interpolation, Math.Abs((k + first - centre + 0.5) * (1 / stretch)));
            var sum = weights.Sum();
            kernels[i] = new Kernel(first, Array.ConvertAll(weights, w => (int)(w / sum * (1 << FractionBits) + (w < 0 ? -0.5 : 0.5))));
        }
        return kernels;
    }

    private static double Filter(Interpolation interpolation, double x)
    {
        const double a = -0.5;
        return (interpolation, x) switch
        {
            (Interpolation.Bilinear, < 1) => 1 - x,
            (Interpolation.Bicubic, < 1) => ((a + 2) * x - (a + 3)) * x * x + 1,
            (Interpolation.Bicubic, < 2) => (((x - 5) * x + 8) * x - 4) * a,
            _ => 0,
        };
    }

    private readonly record struct Kernel(int First, int[] Weights);
}
