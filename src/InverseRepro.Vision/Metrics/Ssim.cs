namespace InverseRepro.Vision.Metrics;

/// <summary>
/// Structural similarity (Wang et al. 2004), one number an image, −1 to 1, higher is better. The definition is pinned, for
/// every part of it differs between libraries: Gaussian window σ = 1.5, population covariance, data range 1, K₁ = 0.01,
/// K₂ = 0.03, only windows that lie in the image, per channel, then the mean over channels. Float64.
/// </summary>
public static class Ssim
{
    private const double Sigma = 1.5, C1 = 0.01 * 0.01, C2 = 0.03 * 0.03;

    /// <summary>ssim/gauss11/s1.5/range1/valid: an 11×11 window.</summary>
    public static double[] Gaussian11(ImageBatch reconstructions, ImageBatch originals) => Compute(reconstructions, originals, radius: 5);

    /// <summary>ssim/gauss7/s1.5/range1/valid: the window cut to 7×7, for images of at most 32 pixels a side.</summary>
    public static double[] Gaussian7(ImageBatch reconstructions, ImageBatch originals) => Compute(reconstructions, originals, radius: 3);

    private static double[] Compute(ImageBatch a, ImageBatch b, int radius)
    {
        var side = 2 * radius + 1;
        if (a.Height < side || a.Width < side)
            throw new ArgumentException($"SSIM with a window of {side} pixels needs images at least that large, not {a.Height} × {a.Width}.");
        var window = Window(radius);
        return ImagePair.PerImage(a, b, i => Enumerable.Range(0, a.Channels).Average(c => OfChannel(a, b, i, c, window)));
    }

    private static double OfChannel(ImageBatch one, ImageBatch other, int index, int channel, double[] window)
    {
        var (h, w) = (one.Height, one.Width);
        var (a, b) = (Channel(one, index, channel), Channel(other, index, channel));
        var (meanA, meanB) = (Blur(a, h, w, window), Blur(b, h, w, window));
        var (squareA, squareB) = (Blur(Product(a, a), h, w, window), Blur(Product(b, b), h, w, window));
        var product = Blur(Product(a, b), h, w, window);
        var sum = 0.0;
        for (var p = 0; p < product.Length; p++)
        {
            var (ma, mb) = (meanA[p], meanB[p]);
            var (varianceA, varianceB, covariance) = (squareA[p] - ma * ma, squareB[p] - mb * mb, product[p] - ma * mb);
            sum += (2 * ma * mb + C1) * (2 * covariance + C2) / ((ma * ma + mb * mb + C1) * (varianceA + varianceB + C2));
        }
        return sum / product.Length;
    }

    /// <summary>Separable filtering where the whole window fits: H×W → (H − 2r)×(W − 2r).</summary>
    private static double[] Blur(double[] image, int height, int width, double[] window)
    {
        var (newHeight, newWidth) = (height - window.Length + 1, width - window.Length + 1);
        var rows = new double[height * newWidth];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < newWidth; x++)
                for (var k = 0; k < window.Length; k++)
                    rows[y * newWidth + x] += window[k] * image[y * width + x + k];
        var result = new double[newHeight * newWidth];
        for (var y = 0; y < newHeight; y++)
            for (var x = 0; x < newWidth; x++)
                for (var k = 0; k < window.Length; k++)
                    result[y * newWidth + x] += window[k] * rows[(y + k) * newWidth + x];
        return result;
    }

    private static double[] Window(int radius)
    {
        var weights = Enumerable.Range(-radius, 2 * radius + 1).Select(d => Math.Exp(-d * d / (2 * Sigma * Sigma))).ToArray();
        var sum = weights.Sum();
        return Array.ConvertAll(weights, w => w / sum);
    }

    private static double[] Channel(ImageBatch images, int index, int channel)
    {
        var area = images.Height * images.Width;
        return Array.ConvertAll(images[index].Slice(channel * area, area).ToArray(), v => (double)v);
    }

    private static double[] Product(double[] a, double[] b)
    {
        var product = new double[a.Length];
        for (var i = 0; i < a.Length; i++)
            product[i] = a[i] * b[i];
        return product;
    }
}
