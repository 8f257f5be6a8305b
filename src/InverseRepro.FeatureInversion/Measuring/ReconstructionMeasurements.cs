using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Experiments;
using InverseRepro.Vision.Metrics;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Measuring;

/// <summary>Everything that is measured of the reconstructions R₁ … R_S of the report split; series are indexed by stage.</summary>
public static class ReconstructionMeasurements
{
    /// <param name="reconstructions">R₁ … R_S, each N×C×H×W in [0, 1].</param>
    public static void Record(ICell cell, InversionSettings settings, ImageSplits data, IReadOnlyList<Tensor> reconstructions)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var pictures = data.Report.Pictures;
        var mean = data.Train.Pictures.mean([0], keepdim: true);
        for (var k = 1; k <= reconstructions.Count; k++)
        {
            using var inner = NewDisposeScope();
            RecordPixels(cell, k, reconstructions[k - 1], pictures, mean);
            if (settings.Data.Channels == 3)
                RecordColour(cell, k, reconstructions[k - 1], pictures);
        }
        if (settings.Judge is not null)
            SemanticJudge.Record(cell, settings.Judge, data, reconstructions);
        RecordCorrelations(cell, reconstructions);
    }

    private static void RecordPixels(ICell cell, int k, Tensor reconstruction, Tensor pictures, Tensor mean)
    {
        var mse = ImageMetrics.Mse01(reconstruction, pictures).Average();
        var baseline = ImageMetrics.Mse01(mean.expand_as(pictures), pictures).Average();
        cell.Record("mse01", mse, index: k);
        cell.Record("psnr", ImageMetrics.Psnr(reconstruction, pictures).Average(), "dB", k);
        cell.Record("ssim", ImageMetrics.Ssim(reconstruction, pictures).Average(), index: k);
        cell.Record("hf_retention", ImageMetrics.HfRetention(reconstruction, pictures), index: k);
        cell.Record("edge_f1", ImageMetrics.EdgeF1(reconstruction, pictures).Average(), index: k);
        cell.Record("luminance_error", ImageMetrics.LuminanceError(reconstruction, pictures).Average(), index: k);
        cell.Record("r2", 1 - mse / baseline, index: k);
        var shuffled = reconstruction.roll(1, 0);
        cell.Record("shuffled.r2", 1 - ImageMetrics.Mse01(shuffled, pictures).Average() / baseline, index: k);
        RecordIdentification(cell, k, "", reconstruction, pictures);
        RecordIdentification(cell, k, "shuffled.", shuffled, pictures);
    }

    private static void RecordIdentification(ICell cell, int k, string prefix, Tensor reconstruction, Tensor pictures)
    {
        var (hits, trials) = Identification.OneOf16(reconstruction, pictures);
        cell.Record($"{prefix}identification", (double)hits / trials, index: k);
        cell.Record($"{prefix}identification_p", Identification.PValue(hits, trials), index: k);
    }

    private static void RecordColour(ICell cell, int k, Tensor reconstruction, Tensor pictures)
    {
        cell.Record("hue_error", ColourMetrics.HueError(reconstruction, pictures).Average(), "deg", k);
        cell.Record("chroma_retention", ColourMetrics.ChromaRetention(reconstruction, pictures).Average(), index: k);
    }

    private static void RecordCorrelations(ICell cell, IReadOnlyList<Tensor> reconstructions)
    {
        var count = reconstructions.Count;
        var correlation = new double[count, count];
        for (var i = 0; i < count; i++)
            for (var j = i; j < count; j++)
                correlation[i, j] = correlation[j, i] = ImageMetrics.Correlation(reconstructions[i], reconstructions[j]).Average();
        var depth = Enumerable.Range(0, count).ToArray();
        cell.Record("rcorr_gap", LayerOrder.Gap(correlation, depth));
        cell.Record("permuted.rcorr_gap", LayerOrder.Gap(correlation, LayerOrder.Shuffled(count, cell.Seed.Derive("stage-order"))));
    }
}
