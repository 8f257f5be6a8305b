namespace InverseRepro.Vision.Metrics;

/// <summary>RCORR: how alike two reconstructions of the same images are.</summary>
public static class ReconstructionCorrelation
{
    /// <summary>Pearson's correlation over all channels and pixels, one number an image, −1 to 1; NaN where one of the two is flat.</summary>
    public static double[] Pearson(ImageBatch one, ImageBatch other) =>
        ImagePair.PerImage(one, other, i => Pearson(one[i], other[i]));

    private static double Pearson(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (meanA, meanB) = (0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
            (meanA, meanB) = (meanA + a[i], meanB + b[i]);
        (meanA, meanB) = (meanA / a.Length, meanB / b.Length);
        var (varianceA, varianceB, covariance) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            var (x, y) = (a[i] - meanA, b[i] - meanB);
            (varianceA, varianceB, covariance) = (varianceA + x * x, varianceB + y * y, covariance + x * y);
        }
        return covariance / Math.Sqrt(varianceA * varianceB);
    }
}
