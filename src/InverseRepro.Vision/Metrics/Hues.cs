using InverseRepro.Vision.Colour;

namespace InverseRepro.Vision.Metrics;

/// <summary>Hues of images, one number an image, in degrees. Pixels count by how coloured they are: a grey one has no hue.</summary>
public static class Hues
{
    private const double Turn = 360;

    /// <summary>
    /// Mean circular difference of the hues of two images, 0 to 180, each pixel weighted by the lesser S·V of the two. NaN where
    /// no pixel has colour in both.
    /// </summary>
    /// <param name="masks">One mask of H·W pixels an image: only these count. Whole images without it.</param>
    public static double[] Difference(ImageBatch first, ImageBatch second, IReadOnlyList<bool[]>? masks = null)
    {
        ImagePair.RequireRgb(first);
        return ImagePair.PerImage(first, second, i =>
        {
            var (sum, weights) = (0.0, 0.0);
            foreach (var p in Pixels(first, masks?[i]))
            {
                var (a, b) = (Pixel(first, i, p), Pixel(second, i, p));
                var weight = Math.Min(a.S * a.V, b.S * b.V);
                sum += weight * Circular(Turn * a.H, Turn * b.H);
                weights += weight;
            }
            return sum / weights;
        });
    }

    /// <summary>
    /// The hue of the sum of all pixels' colours on the hue circle, each of length S·V: [0, 360). NaN where no pixel has colour.
    /// </summary>
    public static double[] Mean(ImageBatch images, IReadOnlyList<bool[]>? masks = null)
    {
        ImagePair.RequireRgb(images);
        return [.. Enumerable.Range(0, images.Count).Select(i =>
        {
            var (x, y) = (0.0, 0.0);
            foreach (var p in Pixels(images, masks?[i]))
            {
                var (h, s, v) = Pixel(images, i, p);
                var (sin, cos) = Math.SinCos(2 * Math.PI * h);
                (x, y) = (x + s * v * cos, y + s * v * sin);
            }
            var turns = Math.Atan2(y, x) / (2 * Math.PI);
            return x == 0 && y == 0 ? double.NaN : Turn * (turns < 0 ? turns + 1 : turns);
        })];
    }

    /// <summary>The way from one hue to another round the circle, 0 to 180 degrees.</summary>
    public static double Circular(double first, double second)
    {
        var turn = Math.Abs(first - second) % Turn;
        return Math.Min(turn, Turn - turn);
    }

    private static IEnumerable<int> Pixels(ImageBatch images, bool[]? mask) =>
        Enumerable.Range(0, images.Height * images.Width).Where(p => mask is null || mask[p]);

    private static (double H, double S, double V) Pixel(ImageBatch images, int index, int p)
    {
        var area = images.Height * images.Width;
        var image = images[index];
        return Hsv.FromRgb(image[p], image[area + p], image[2 * area + p]);
    }
}
