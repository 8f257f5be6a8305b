using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Quantization;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <summary>
/// Control without an encoder: k-means over independent standard normal vectors, so that only the geometry of wide vectors is
/// left. <c>usage</c>, <c>perplexity_share</c> and <c>relative_error</c> of the vectors it was fitted to, indexed by their width.
/// </summary>
public static class QuantizeGaussians
{
    public const string Name = "quantize-gaussians";

    public static void Run(QuantizeGaussiansSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        foreach (var (i, width) in settings.Widths.Index())
        {
            cell.Report("k-means", (double)i / settings.Widths.Count);
            using var scope = NewDisposeScope();
            using var generator = cell.Seed.Derive("vectors", width).Generator();
            var vectors = randn([settings.Vectors, width], generator: generator).Upload(device); // N×d
            var (means, _) = KMeans.Lloyd(vectors, vectors.narrow(0, 0, settings.Codes), settings.Iterations);
            var nearest = NearestCode.Of(vectors, means); // N
            var usage = new CodeUsage(settings.Codes);
            usage.Add(nearest);
            cell.Record("usage", usage.Used, index: width);
            cell.Record("perplexity_share", usage.Perplexity / settings.Codes, index: width);
            cell.Record("relative_error",
                ((vectors - means.index_select(0, nearest)).square().sum() / vectors.square().sum()).item<float>(), index: width);
        }
    }
}
