namespace InverseRepro.Vision.Metrics;

/// <summary>Errors pixel by pixel, in float64, one number an image. Images are N×C×H×W in [0, 1].</summary>
public static class PixelError
{
    /// <summary>Mean squared error over channels and pixels (lower is better).</summary>
    public static double[] Mse01(ImageBatch reconstructions, ImageBatch originals) =>
        ImagePair.PerImage(reconstructions, originals, i => MeanSquare(reconstructions[i], originals[i]));

    /// <summary>
    /// Peak signal-to-noise ratio in dB for range 1, −10·log₁₀ of the image's MSE (higher is better; infinite for equal images).
    /// Their mean is the mean of per-image PSNR, not the PSNR of the mean MSE.
    /// </summary>
    public static double[] Psnr(ImageBatch reconstructions, ImageBatch originals) =>
        Array.ConvertAll(Mse01(reconstructions, originals), mse => -10 * Math.Log10(mse));

    /// <summary>Mean squared error of ITU-R BT.601 luma (lower is better).</summary>
    public static double[] LumaMse01(ImageBatch reconstructions, ImageBatch originals) =>
        ImagePair.PerImage(reconstructions, originals, i =>
        {
            var (a, b) = (ImagePair.Luma(reconstructions, i), ImagePair.Luma(originals, i));
            return a.Zip(b, (x, y) => (x - y) * (x - y)).Average();
        });

    /// <summary>
    /// R² = 1 − mean MSE(R(x), x) / mean MSE(<paramref name="meanImage"/>, x): 1 is perfect, 0 no better than the mean image.
    /// </summary>
    /// <param name="meanImage">C×H×W; see <see cref="MeanImage"/>.</param>
    public static double RSquared(ImageBatch reconstructions, ImageBatch originals, float[] meanImage)
    {
        var ofMean = Enumerable.Range(0, originals.Count).Average(i => MeanSquare(meanImage, originals[i]));
        return 1 - Mse01(reconstructions, originals).Average() / ofMean;
    }

    /// <summary>The mean of all images, C×H×W.</summary>
    public static float[] MeanImage(ImageBatch images)
    {
        var sum = new double[images.Stride];
        for (var i = 0; i < images.Count; i++)
        {
            var image = images[i];
            for (var p = 0; p < sum.Length; p++)
                sum[p] += image[p];
        }
        return Array.ConvertAll(sum, s => (float)(s / images.Count));
    }

    internal static double MeanSquare(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            var difference = (double)a[i] - b[i];
            sum += difference * difference;
        }
        return sum / a.Length;
    }
}
