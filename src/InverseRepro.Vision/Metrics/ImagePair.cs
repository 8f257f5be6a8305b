namespace InverseRepro.Vision.Metrics;

/// <summary>What all metrics of two batches share: the check of their shapes, and luma.</summary>
internal static class ImagePair
{
    /// <summary>The metric of every pair of images, computed by <paramref name="metric"/> from their index.</summary>
    internal static double[] PerImage(ImageBatch one, ImageBatch other, Func<int, double> metric)
    {
        RequireOneShape(one, other);
        return [.. Enumerable.Range(0, one.Count).Select(metric)];
    }

    /// <summary>ITU-R BT.601 luma of the image <paramref name="index"/>, H×W; the only channel of a grey image.</summary>
    internal static double[] Luma(ImageBatch images, int index)
    {
        var area = images.Height * images.Width;
        var image = images[index];
        var luma = new double[area];
        for (var p = 0; p < area; p++)
            luma[p] = images.Channels == 1 ? image[p] : 0.299 * image[p] + 0.587 * image[area + p] + 0.114 * image[2 * area + p];
        return luma;
    }

    internal static void RequireOneShape(ImageBatch one, ImageBatch other)
    {
        if ((one.Count, one.Channels, one.Height, one.Width) != (other.Count, other.Channels, other.Height, other.Width))
            throw new ArgumentException(
                $"Images to compare have one shape, not {Shape(one)} and {Shape(other)}.");
    }

    internal static void RequireRgb(ImageBatch images)
    {
        if (images.Channels != 3)
            throw new ArgumentException($"Colour metrics need RGB images, not {images.Channels} channels.");
    }

    private static string Shape(ImageBatch images) => $"{images.Count}×{images.Channels}×{images.Height}×{images.Width}";
}
