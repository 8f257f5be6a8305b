namespace InverseRepro.Vision.Metrics;

/// <summary>How much of the fine detail of an image its reconstruction keeps, one number an image. Images are in [0, 1].</summary>
public static class DetailFidelity
{
    private const double EdgeThreshold = 0.2;

    /// <summary>
    /// hf-ret/laplace4/luma/valid: ‖∇²R‖² / ‖∇²x‖² with the four-neighbour Laplacian of BT.601 luma on inner pixels. 1 keeps all
    /// detail, 0 none; noise can exceed 1. NaN where the original is flat.
    /// </summary>
    public static double[] HfRetention(ImageBatch reconstructions, ImageBatch originals) =>
        ImagePair.PerImage(reconstructions, originals, i => LaplaceEnergy(reconstructions, i) / LaplaceEnergy(originals, i));

    /// <summary>
    /// edge-f1/sobel/0.2max/tol1: F1 of the edges of the reconstruction against those of the original, an edge being matched by
    /// one at most one pixel away (diagonals included). Edges are inner pixels whose Sobel gradient of luma exceeds 0.2 of the
    /// greatest gradient of the original. 1 where neither has edges.
    /// </summary>
    public static double[] EdgeF1(ImageBatch reconstructions, ImageBatch originals) =>
        ImagePair.PerImage(reconstructions, originals, i =>
        {
            var (gradient, original) = (Sobel(reconstructions, i), Sobel(originals, i));
            var threshold = EdgeThreshold * original.Max();
            var (found, real) = (Array.ConvertAll(gradient, g => g > threshold), Array.ConvertAll(original, g => g > threshold));
            var (foundCount, realCount) = (found.Count(e => e), real.Count(e => e));
            if (foundCount + realCount == 0)
                return 1;
            var (h, w) = (originals.Height, originals.Width);
            var precision = foundCount == 0 ? 0 : Matched(found, real, h, w) / (double)foundCount;
            var recall = realCount == 0 ? 0 : Matched(real, found, h, w) / (double)realCount;
            return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        });

    private static double LaplaceEnergy(ImageBatch images, int index)
    {
        var luma = ImagePair.Luma(images, index);
        var w = images.Width;
        var sum = 0.0;
        for (var y = 1; y < images.Height - 1; y++)
            for (var p = y * w + 1; p < (y + 1) * w - 1; p++)
            {
                var laplacian = luma[p - w] + luma[p + w] + luma[p - 1] + luma[p + 1] - 4 * luma[p];
                sum += laplacian * laplacian;
            }
        return sum;
    }

    private static double[] Sobel(ImageBatch images, int index)
    {
        var luma = ImagePair.Luma(images, index);
        var w = images.Width;
        var gradient = new double[luma.Length];
        for (var y = 1; y < images.Height - 1; y++)
            for (var p = y * w + 1; p < (y + 1) * w - 1; p++)
            {
                var dx = luma[p - w + 1] + 2 * luma[p + 1] + luma[p + w + 1] - luma[p - w - 1] - 2 * luma[p - 1] - luma[p + w - 1];
                var dy = luma[p + w - 1] + 2 * luma[p + w] + luma[p + w + 1] - luma[p - w - 1] - 2 * luma[p - w] - luma[p - w + 1];
                gradient[p] = Math.Sqrt(dx * dx + dy * dy);
            }
        return gradient;
    }

    private static int Matched(bool[] edges, bool[] among, int height, int width)
    {
        var matched = 0;
        for (var y = 1; y < height - 1; y++)
            for (var p = y * width + 1; p < (y + 1) * width - 1; p++)
                if (edges[p] && HasNeighbour(among, p, width))
                    matched++;
        return matched;
    }

    private static bool HasNeighbour(bool[] edges, int p, int width)
    {
        for (var row = p - width; row <= p + width; row += width)
            if (edges[row - 1] || edges[row] || edges[row + 1])
                return true;
        return false;
    }
}
