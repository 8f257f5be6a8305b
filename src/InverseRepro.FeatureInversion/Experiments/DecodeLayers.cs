using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision.Metrics;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>
/// Decodes every layer by modules that were trained for other layers: <c>through.</c> the chain of its stage, and <c>direct.</c>
/// straight through the inverse backbone where it fits; where only what its stage's own inverse makes of it fits, that way under <c>shortcut.</c>. All
/// are indexed by layer (0: the embedding), as <c>mse01</c> and <c>r2</c>; the same with the representation's channels permuted under <c>permuted.</c>.
/// </summary>
public static class DecodeLayers
{
    public const string Name = "decode-layers";

    public static void Run(ProbeSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var data = ImageSplits.Load(settings.Pictures, cell, device);
        using var inverted = InvertedTarget.Load(settings, cell, device);
        var architecture = settings.Inversion.Architecture;
        var layers = StagedImages.Compute(inverted.Target, architecture.Layers, data.Report.Images);
        var mean = PixelError.MeanImage(data.Train.Pictures);
        for (var layer = 0; layer < layers.Stages.Count; layer++)
        {
            cell.Report("decoding layers", (double)layer / layers.Stages.Count);
            using var inner = NewDisposeScope();
            var z = layers.Stages[layer];
            var channels = cell.Seed.Derive("channels", layer).Stream().Permutation((int)z.shape[^1]).Select(c => (long)c).ToArray();
            Record("", z);
            Record("permuted.", z.index_select(-1, tensor(channels).Upload(device)));

            void Record(string prefix, Tensor representation)
            {
                var depth = architecture.DepthOf(architecture.Layers[layer]);
                RecordError($"{prefix}through", [.. Enumerable.Range(1, depth).Reverse()], representation);
                if (layer < architecture.DecodableLayers.Count)
                    RecordError($"{prefix}direct", [1], representation);
                else if (architecture.FitsBackbone(depth))
                    RecordError($"{prefix}shortcut", [depth, 1], representation);
            }

            void RecordError(string name, IReadOnlyList<int> modules, Tensor representation)
            {
                var decoded = Evaluation.Reconstructions(inverted.Chain, modules, representation);
                cell.Record($"{name}.mse01", PixelError.Mse01(decoded, data.Report.Pictures).Average(), index: layer);
                cell.Record($"{name}.r2", PixelError.RSquared(decoded, data.Report.Pictures, mean), index: layer);
            }
        }
    }
}
