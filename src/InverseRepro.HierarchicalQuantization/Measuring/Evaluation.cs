using System.Globalization;
using InverseRepro.Engine.Training;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Quantization;
using InverseRepro.Vision;
using InverseRepro.Vision.Drawing;
using InverseRepro.Vision.ImageFiles;
using InverseRepro.Vision.Metrics;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Measuring;

/// <summary>A trained VQ-VAE on a whole set of pictures.</summary>
/// <param name="Originals">In [0, 1].</param>
/// <param name="Reconstructions">Of every picture, clipped to [0, 1].</param>
/// <param name="Usage">Of the codes over all pictures, one for each level, the bottom first.</param>
/// <param name="RelativeErrors">Of quantisation, ‖e − q‖² over ‖e‖², for each level.</param>
internal sealed record Evaluation(ImageBatch Originals, ImageBatch Reconstructions, IReadOnlyList<CodeUsage> Usage, IReadOnlyList<double> RelativeErrors)
{
    public const int BatchSize = 128;

    /// <summary>Pixels a side up to which structural similarity is taken over the smaller window.</summary>
    public const int SmallPicture = 32;

    private const int Shown = 8, TileSize = 96;

    private double[] Errors { get; } = PixelError.Mse01(Reconstructions, Originals);

    public static Evaluation Of(VqVae network, PictureSet images)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        network.eval();
        CodeUsage[] usage = [.. network.Quantizers.Select(quantizer => new CodeUsage(quantizer.Codebook.Count))];
        var relativeErrors = new double[usage.Length];
        var parts = new List<Tensor>();
        foreach (var (start, length) in Batches.InOrder(images.Count, BatchSize))
        {
            var pass = network.Pass(images.Slice(start, length));
            parts.Add(pass.Reconstruction);
            for (var level = 0; level < usage.Length; level++)
            {
                usage[level].Add(pass.Indices[level]);
                relativeErrors[level] += pass.RelativeErrors[level].item<float>() * length / images.Count;
            }
        }
        return new Evaluation(Pictures(images.All, images.Settings), Pictures(cat(parts, 0), images.Settings), usage, relativeErrors);
    }

    /// <summary>Errors, and for each level how its codes are used.</summary>
    public void Record(ICell cell)
    {
        RecordErrors(cell, "");
        // Paired with the next picture: no code can help there.
        cell.Record("shuffled.mse01", ShuffledMse01);
        for (var level = 0; level < Usage.Count; level++)
        {
            cell.Record("usage", Usage[level].Used, index: level);
            cell.Record("perplexity", Usage[level].Perplexity, index: level);
            cell.Record("perplexity_share", Usage[level].Perplexity / Usage[level].Counts.Count, index: level);
            cell.Record("relative_error", RelativeErrors[level], index: level);
        }
        cell.Record("least_usage", Usage.Min(level => level.Used));
    }

    public void RecordErrors(ICell cell, string prefix)
    {
        cell.Record($"{prefix}mse01", Mse01);
        cell.Record($"{prefix}log_mse01", Math.Log(Mse01));
        cell.Record($"{prefix}psnr", PixelError.Psnr(Reconstructions, Originals).Average(), "dB");
        cell.Record($"{prefix}ssim", (Originals.Width <= SmallPicture ? Ssim.Gaussian7(Reconstructions, Originals) : Ssim.Gaussian11(Reconstructions, Originals)).Average());
    }

    public double Mse01 => Errors.Average();

    /// <summary>Mean squared error of other reconstructions, N×C×H×W and normalised like the pictures.</summary>
    public static double Mse01Of(Tensor reconstructions, Tensor images, ImageDataSettings data) =>
        PixelError.Mse01(Pictures(reconstructions, data), Pictures(images, data)).Average();

    /// <summary>Of reconstructions paired with the next picture.</summary>
    public double ShuffledMse01 =>
        PixelError.Mse01(Reconstructions.Select([.. Enumerable.Range(1, Originals.Count - 1), 0]), Originals).Average();

    /// <summary>The first pictures, side by side with their reconstructions.</summary>
    public void SaveReconstructions(string path)
    {
        var shown = Enumerable.Range(0, Math.Min(Shown, Originals.Count)).ToArray();
        var grid = new PictureGrid("", [.. shown.Select(i => $"{(-10 * Math.Log10(Errors[i])).ToString("F1", CultureInfo.InvariantCulture)} dB")])
            .AddRow("original", [.. shown.Select(Originals.ToPicture)])
            .AddRow("reconstruction", [.. shown.Select(Reconstructions.ToPicture)]);
        ImageFile.WritePng(grid.Draw(TileSize), path);
    }

    private static ImageBatch Pictures(Tensor images, ImageDataSettings data) =>
        ImageBatch.FromTensor((images * data.Std + data.Mean).clamp(0, 1));
}
