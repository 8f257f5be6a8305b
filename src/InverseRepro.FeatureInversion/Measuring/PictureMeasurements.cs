using InverseRepro.Engine.Staging;
using InverseRepro.Engine.Training;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.Vision;
using InverseRepro.Vision.Metrics;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Measuring;

/// <summary>
/// What is measured of each picture of the report split, since pictures are the unit of a claim about a published checkpoint: series
/// are indexed by picture, and named by stage (<c>stage2.mse01</c>). Pictures are read by batch, as many thousands do not fit in memory.
/// </summary>
public sealed class PictureMeasurements(ICell cell, PhotographSplits pictures, int batchSize, PublishedJudge? judge = null)
{
    private const int Shown = 16;

    /// <summary>A pixel whose saturation times value exceeds this has a colour that can be lost.</summary>
    private const double Saturated = 0.25;

    /// <summary>
    /// Of every stage: <c>mse01</c>, <c>ssim</c>, <c>hf_retention</c>, <c>chroma_retention</c>, <c>explained</c> (1 − error over that of the
    /// mean picture), <c>shuffled.explained</c> (held against the next picture), and over all pictures <c>identification</c> with its <c>identification_p</c>;
    /// from a judge <c>class_probability</c> and <c>perceptual_distance</c>. Over the stages <c>hf_retention_slope</c> and, of three or more, <c>rcorr_gap</c>.
    /// </summary>
    /// <param name="reconstruct">R_k of z_k and k.</param>
    /// <param name="grid">Name of the artefact that shows the first pictures.</param>
    public void Record(StagedModule target, IReadOnlyList<string> stages, Func<Tensor, int, Tensor> reconstruct, string grid)
    {
        using var noGrad = no_grad();
        var mean = MeanPicture();
        var identified = stages.Select(_ => (Hits: 0, Trials: 0)).ToArray();
        foreach (var (start, length) in Batches.InOrder(pictures.Report.Count, batchSize))
        {
            cell.Cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var originals = pictures.Report.Pictures(start, length);
            var features = Features.Only(stages);
            target.Represent(pictures.Report.Normalise(originals), features);
            var reconstructions = stages.Select((name, k) => ImageBatch.FromTensor(reconstruct(features[name], k + 1))).ToArray();
            for (var k = 1; k <= stages.Count; k++)
            {
                RecordStage($"stage{k}", start, reconstructions[k - 1], originals, mean);
                if (length >= Identification.Candidates)
                {
                    var found = Identification.Compute(reconstructions[k - 1], originals);
                    identified[k - 1] = (identified[k - 1].Hits + found.Hits, identified[k - 1].Trials + found.Trials);
                }
            }
            RecordDepth(start, reconstructions, originals);
            if (start == 0)
                ReconstructionGrid.Save(cell.NewArtefact(grid), First(originals), [.. reconstructions.Select(First)], stages);
        }
        for (var k = 1; k <= stages.Count; k++)
            RecordIdentification(k, new Identification(identified[k - 1].Hits, identified[k - 1].Trials));
    }

    private void RecordStage(string stage, int start, ImageBatch reconstruction, ImageBatch originals, float[] mean)
    {
        var errors = PixelError.Mse01(reconstruction, originals);
        // Paired with the next picture, a reconstruction must be worth nothing.
        var shuffled = PixelError.Mse01(reconstruction.Select([.. Enumerable.Range(1, originals.Count - 1), 0]), originals);
        var ofMean = PixelError.Mse01(Repeated(mean, originals), originals);
        Series("mse01", errors);
        Series("ssim", ByPicture(Math.Min(originals.Height, originals.Width) > 32 ? Ssim.Gaussian11 : Ssim.Gaussian7, reconstruction, originals));
        Series("hf_retention", ByPicture(DetailFidelity.HfRetention, reconstruction, originals));
        Series("chroma_retention", ByPicture((r, o) => ColourFidelity.ChromaRetention(r, o, Saturated), reconstruction, originals));
        Series("explained", [.. errors.Select((e, i) => 1 - e / ofMean[i])]);
        Series("shuffled.explained", [.. shuffled.Select((e, i) => 1 - e / ofMean[i])]);
        if (judge?.Judge(reconstruction, originals, pictures.Report.Labels.Skip(start).Take(originals.Count)) is var (probability, distance))
        {
            Series("class_probability", probability);
            Series("perceptual_distance", distance);
        }

        void Series(string name, double[] values) => RecordSeries($"{stage}.{name}", start, values);
    }

    // Each picture has its own number, so that cores share the work without changing a bit.
    private static double[] ByPicture(Func<ImageBatch, ImageBatch, double[]> metric, ImageBatch reconstruction, ImageBatch originals)
    {
        var values = new double[originals.Count];
        Parallel.For(0, values.Length, i => values[i] = metric(reconstruction.Slice(i, 1), originals.Slice(i, 1)).Single());
        return values;
    }

    private void RecordDepth(int start, ImageBatch[] reconstructions, ImageBatch originals)
    {
        var detail = reconstructions.Select(r => DetailFidelity.HfRetention(r, originals)).ToArray();
        RecordSeries("hf_retention_slope", start, [.. Enumerable.Range(0, originals.Count).Select(i => Slope.OverDepth([.. detail.Select(stage => stage[i])]))]);
        if (reconstructions.Length < 3)
            return; // two stages are neighbours, and none is further away
        var correlations = reconstructions.Select(a => reconstructions.Select(b => ReconstructionCorrelation.Pearson(a, b)).ToArray()).ToArray();
        var depth = Enumerable.Range(0, reconstructions.Length).ToArray();
        RecordSeries("rcorr_gap", start, [.. Enumerable.Range(0, originals.Count).Select(i => LayerOrder.Gap(Of(i), depth))]);

        double[,] Of(int picture)
        {
            var matrix = new double[depth.Length, depth.Length];
            foreach (var a in depth)
                foreach (var b in depth)
                    matrix[a, b] = correlations[a][b][picture];
            return matrix;
        }
    }

    private void RecordSeries(string name, int start, double[] values)
    {
        for (var i = 0; i < values.Length; i++)
            cell.Record(name, values[i], index: start + i);
    }

    private void RecordIdentification(int k, Identification identified)
    {
        if (identified.Trials == 0)
            return; // fewer pictures than candidates
        cell.Record("identification", identified.Accuracy, index: k);
        cell.Record("identification_p", identified.PValue, index: k);
    }

    /// <summary>Of the selection split: no picture that is reported on.</summary>
    private float[] MeanPicture()
    {
        var sum = Array.Empty<double>();
        foreach (var (start, length) in Batches.InOrder(pictures.Select.Count, batchSize))
        {
            var batch = PixelError.MeanImage(pictures.Select.Pictures(start, length));
            sum = sum.Length == 0 ? new double[batch.Length] : sum;
            for (var p = 0; p < sum.Length; p++)
                sum[p] += (double)batch[p] * length;
        }
        return Array.ConvertAll(sum, s => (float)(s / pictures.Select.Count));
    }

    private static ImageBatch Repeated(float[] picture, ImageBatch like)
    {
        var values = new float[like.Values.Length];
        for (var i = 0; i < like.Count; i++)
            picture.CopyTo(values.AsSpan(i * like.Stride));
        return new ImageBatch(like.Count, like.Channels, like.Height, like.Width, values);
    }

    private static ImageBatch First(ImageBatch batch) => batch.Slice(0, Math.Min(Shown, batch.Count));
}
