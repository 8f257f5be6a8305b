using InverseRepro.Experiments;
using InverseRepro.Vision;
using InverseRepro.Vision.Metrics;
using InverseRepro.Vision.Splits;

namespace InverseRepro.FeatureInversion.Measuring;

/// <summary>What is measured of the reconstructions R₁ … R_S of the report split; series are indexed by stage.</summary>
public static class ReconstructionMeasurements
{
    /// <summary>A pixel whose saturation times value exceeds this has a colour that can be lost.</summary>
    private const double Saturated = 0.25;

    public static void Record(ICell cell, ImageSplits data, IReadOnlyList<ImageBatch> reconstructions)
    {
        var originals = data.Report.Pictures;
        var mean = PixelError.MeanImage(data.Train.Pictures);
        for (var k = 1; k <= reconstructions.Count; k++)
        {
            RecordPixels(cell, k, reconstructions[k - 1], originals, mean);
            if (originals.Channels == 3)
                RecordColour(cell, k, reconstructions[k - 1], originals);
        }
        if (originals.Channels == 3)
            RecordColourLoss(cell, reconstructions, originals);
        cell.Record("hf_retention_slope", Slope.OverDepth([.. reconstructions.Select(r => HfRetention(r, originals))]));
        RecordCorrelations(cell, reconstructions);
    }

    private static void RecordPixels(ICell cell, int k, ImageBatch reconstruction, ImageBatch originals, float[] mean)
    {
        cell.Record("mse01", PixelError.Mse01(reconstruction, originals).Average(), index: k);
        cell.Record("psnr", PixelError.Psnr(reconstruction, originals).Average(), "dB", k);
        cell.Record("ssim", Ssim.Gaussian7(reconstruction, originals).Average(), index: k);
        cell.Record("hf_retention", HfRetention(reconstruction, originals), index: k);
        cell.Record("edge_f1", DetailFidelity.EdgeF1(reconstruction, originals).Average(), index: k);
        cell.Record("luminance_error", PixelError.LumaMse01(reconstruction, originals).Average(), index: k);
        // Paired with the next picture, a reconstruction must be worth nothing.
        var shuffled = reconstruction.Select([.. Enumerable.Range(1, originals.Count - 1), 0]);
        cell.Record("r2", PixelError.RSquared(reconstruction, originals, mean), index: k);
        cell.Record("shuffled.r2", PixelError.RSquared(shuffled, originals, mean), index: k);
        RecordIdentification(cell, "", k, Identification.Compute(reconstruction, originals));
        RecordIdentification(cell, "shuffled.", k, Identification.Compute(shuffled, originals));
    }

    private static void RecordIdentification(ICell cell, string prefix, int k, Identification identified)
    {
        cell.Record($"{prefix}identification", identified.Accuracy, index: k);
        cell.Record($"{prefix}identification_p", identified.PValue, index: k);
    }

    private static void RecordColour(ICell cell, int k, ImageBatch reconstruction, ImageBatch originals)
    {
        cell.Record("hue_error", Defined(ColourFidelity.HueError(reconstruction, originals, Saturated)), "deg", k);
        cell.Record("chroma_retention", ChromaRetention(reconstruction, originals), index: k);
    }

    /// <summary>
    /// The chroma that the deepest stage has lost against the first, and how fast it falls with depth for each unit of detail
    /// lost: 1 where colour fades just as detail does.
    /// </summary>
    private static void RecordColourLoss(ICell cell, IReadOnlyList<ImageBatch> reconstructions, ImageBatch originals)
    {
        var chroma = reconstructions.Select(r => ChromaRetention(r, originals)).ToArray();
        var detail = reconstructions.Select(r => HfRetention(r, originals)).ToArray();
        cell.Record("chroma_loss", chroma[0] - chroma[^1]);
        cell.Record("chroma_per_detail_slope", Slope.OverDepth(chroma) / Slope.OverDepth(detail));
    }

    private static void RecordCorrelations(ICell cell, IReadOnlyList<ImageBatch> reconstructions)
    {
        var count = reconstructions.Count;
        var correlation = new double[count, count];
        for (var i = 0; i < count; i++)
            for (var j = i; j < count; j++)
                correlation[i, j] = correlation[j, i] = Defined(ReconstructionCorrelation.Pearson(reconstructions[i], reconstructions[j]));
        var depth = Enumerable.Range(0, count).ToArray();
        cell.Record("rcorr_gap", LayerOrder.Gap(correlation, depth));
        cell.Record("permuted.rcorr_gap", LayerOrder.Gap(correlation, LayerOrder.Shuffled(count, cell.Seed.Derive("stage-order"))));
    }

    private static double HfRetention(ImageBatch reconstruction, ImageBatch originals) => Defined(DetailFidelity.HfRetention(reconstruction, originals));

    private static double ChromaRetention(ImageBatch reconstruction, ImageBatch originals) =>
        Defined(ColourFidelity.ChromaRetention(reconstruction, originals, Saturated));

    /// <summary>Mean over the pictures for which the metric is defined (a grey one has no hue, a flat one no detail).</summary>
    private static double Defined(double[] values) => values.Where(v => !double.IsNaN(v)).DefaultIfEmpty(double.NaN).Average();
}
