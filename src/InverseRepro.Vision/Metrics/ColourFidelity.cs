using InverseRepro.Vision.Colour;

namespace InverseRepro.Vision.Metrics;

/// <summary>How much of the colour of an image its reconstruction keeps, one number an image. Images are RGB in [0, 1].</summary>
public static class ColourFidelity
{
    /// <summary>A grey pixel has no hue: its expected error over all hues.</summary>
    private const double ErrorOfGrey = 90;

    /// <summary>
    /// hue-err/hsv/sv-weighted, in degrees, 0 to 180: Σ w·|h − ĥ| / Σ w around the circle, w = S·V of the original. A grey pixel
    /// of the reconstruction counts 90°, what a random hue would. NaN where no pixel of the original counts.
    /// </summary>
    /// <param name="minimumWeight">Only pixels of the original whose S·V exceeds it count: 0 for all, 0.25 for saturated ones.</param>
    public static double[] HueError(ImageBatch reconstructions, ImageBatch originals, double minimumWeight = 0)
    {
        ImagePair.RequireRgb(originals);
        var area = originals.Height * originals.Width;
        return ImagePair.PerImage(reconstructions, originals, i =>
        {
            var (sum, weights) = (0.0, 0.0);
            for (var p = 0; p < area; p++)
            {
                var (h, s, v) = ToHsv(originals, i, p, area);
                if (s * v <= minimumWeight)
                    continue;
                var (hue, saturation, _) = ToHsv(reconstructions, i, p, area);
                var turn = Math.Abs(h - hue);
                sum += s * v * (saturation == 0 ? ErrorOfGrey : 360 * Math.Min(turn, 1 - turn));
                weights += s * v;
            }
            return sum / weights;
        });
    }

    /// <summary>
    /// chr-ret/lab: mean chroma √(a*² + b*²) of the reconstruction over that of the original. 1 keeps it, 0 is grey. NaN where
    /// no pixel of the original counts.
    /// </summary>
    /// <param name="minimumWeight">Only pixels of the original whose S·V exceeds it count: 0 for all but greys.</param>
    public static double[] ChromaRetention(ImageBatch reconstructions, ImageBatch originals, double minimumWeight = 0)
    {
        ImagePair.RequireRgb(originals);
        var area = originals.Height * originals.Width;
        return ImagePair.PerImage(reconstructions, originals, i =>
        {
            var (kept, had) = (0.0, 0.0);
            for (var p = 0; p < area; p++)
            {
                var (_, s, v) = ToHsv(originals, i, p, area);
                if (s * v <= minimumWeight)
                    continue;
                kept += Chroma(reconstructions, i, p, area);
                had += Chroma(originals, i, p, area);
            }
            return kept / had;
        });
    }

    /// <summary>delta-e/ciede2000: the mean CIEDE2000 difference over all pixels (lower is better).</summary>
    public static double[] Ciede2000(ImageBatch reconstructions, ImageBatch originals)
    {
        ImagePair.RequireRgb(originals);
        var area = originals.Height * originals.Width;
        return ImagePair.PerImage(reconstructions, originals, i => Enumerable.Range(0, area)
            .Average(p => ColourDifference.Ciede2000(ToLab(originals, i, p, area), ToLab(reconstructions, i, p, area))));
    }

    private static (double H, double S, double V) ToHsv(ImageBatch images, int index, int p, int area)
    {
        var image = images[index];
        return Hsv.FromRgb(image[p], image[area + p], image[2 * area + p]);
    }

    private static (double L, double A, double B) ToLab(ImageBatch images, int index, int p, int area)
    {
        var image = images[index];
        return CieLab.FromRgb(image[p], image[area + p], image[2 * area + p]);
    }

    private static double Chroma(ImageBatch images, int index, int p, int area)
    {
        var (_, a, b) = ToLab(images, index, p, area);
        return Math.Sqrt(a * a + b * b);
    }
}
