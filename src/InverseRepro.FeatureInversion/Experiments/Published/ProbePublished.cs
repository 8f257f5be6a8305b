using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Engine.Training;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Measuring;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.Vision;
using InverseRepro.Vision.Colour;
using InverseRepro.Vision.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments.Published;

/// <summary>
/// Follows recoloured pictures through a published checkpoint (<c>stage2.drift</c>, <c>stage2.transmission</c> and its <c>transmission_slope</c> over
/// the stages), and decodes every layer by modules that were trained for others (<c>layer3.direct.mse01</c> through the inverse backbone, <c>layer3.through.mse01</c> through its stage's chain,
/// <c>layer7.shortcut.mse01</c> through its stage's inverse and the inverse backbone alone, the same with the channels permuted under <c>permuted.</c>). Series are indexed by picture.
/// </summary>
public static class ProbePublished
{
    public const string Name = "probe-published", Strips = "colour-shifts.png";

    private const int Shown = 2;

    public static void Run(PublishedProbeSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var inversion = settings.Inversion;
        var report = PhotographSplits.Load(inversion.Pictures, cell, device).Report;
        using var target = inversion.Target(cell, device);
        using var chain = inversion.Architecture.BuildInverse();
        StateDictionary.Load(chain, cell.RequiredArtefact(InvertPublished.Name, InvertPublished.Modules, settings.ModulesOf));
        chain.to(device);
        chain.eval();
        foreach (var (start, length) in Batches.InOrder(report.Count, inversion.Training.BatchSize))
        {
            cell.Cancellation.ThrowIfCancellationRequested();
            cell.Report("probing", (double)start / report.Count);
            using var inner = NewDisposeScope();
            var pictures = report.Pictures(start, length);
            var batch = new Batch(cell, inversion, target, chain, report, start);
            RecordColour(batch, pictures);
            RecordLayers(batch, pictures);
            if (start == 0)
                SaveStrips(batch, pictures.Slice(0, Math.Min(Shown, length)));
        }
    }

    /// <summary>
    /// Means over the filters, of the squared change over the squared distance to the next picture, and of the hue difference of the
    /// reconstructions over the applied one.
    /// </summary>
    private static void RecordColour(Batch batch, ImageBatch pictures)
    {
        var stages = batch.Inversion.Architecture.Stages;
        var original = batch.Represent(pictures, stages);
        var shifts = ColourShift.Filters.Select(filter => ColourShift.Of(filter, pictures, masks: null)).ToArray();
        var changed = shifts.Select(s => batch.Represent(s.Pictures, stages)).ToArray();
        var transmissions = new List<double[]>();
        for (var k = 1; k <= stages.Count; k++)
        {
            var z = original[stages[k - 1]];
            var apart = SquaredDistances(z.roll(1, 0), z);
            var drifts = changed.Select(c => SquaredDistances(c[stages[k - 1]], z)).ToArray();
            batch.Record($"stage{k}.drift", i => drifts.Average(d => d[i]) / apart[i]);
            var reconstruction = batch.Reconstruct(z, k);
            var turned = shifts.Zip(changed).Where(pair => pair.First.Degrees is not null)
                .Select(pair => Hues.Difference(batch.Reconstruct(pair.Second[stages[k - 1]], k), reconstruction).Select(d => d / pair.First.Degrees!.Value).ToArray()).ToArray();
            var transmission = Enumerable.Range(0, pictures.Count).Select(i => turned.Average(t => t[i])).ToArray();
            batch.Record($"stage{k}.transmission", i => transmission[i]);
            transmissions.Add(transmission);
        }
        batch.Record("transmission_slope", i => Slope.OverDepth([.. transmissions.Select(stage => stage[i])]));
    }

    private static void RecordLayers(Batch batch, ImageBatch pictures)
    {
        var architecture = batch.Inversion.Architecture;
        var layers = batch.Represent(pictures, architecture.Layers);
        for (var layer = 0; layer < architecture.Layers.Count; layer++)
        {
            using var scope = NewDisposeScope();
            var z = layers[architecture.Layers[layer]];
            var channels = batch.Cell.Seed.Derive("channels", layer).Stream().Permutation((int)z.shape[^1]).Select(c => (long)c).ToArray();
            Decode($"layer{layer}.", z);
            Decode($"permuted.layer{layer}.", z.index_select(-1, tensor(channels).Upload(z.device)));

            void Decode(string prefix, Tensor representation)
            {
                var depth = architecture.DepthOf(architecture.Layers[layer]);
                Error($"{prefix}through.mse01", batch.Reconstruct(representation, depth));
                if (layer < architecture.DecodableLayers.Count)
                    Error($"{prefix}direct.mse01", batch.Reconstruct(representation, 1));
                else if (architecture.FitsBackbone(depth))
                    Error($"{prefix}shortcut.mse01", ImageBatch.FromTensor(batch.Chain.Through(representation, [depth, 1])));
            }
        }

        void Error(string name, ImageBatch decoded)
        {
            var errors = PixelError.Mse01(decoded, pictures);
            batch.Record(name, i => errors[i]);
        }
    }

    private static void SaveStrips(Batch batch, ImageBatch pictures)
    {
        var stages = batch.Inversion.Architecture.Stages;
        ReconstructionStrips.Save(batch.Cell.NewArtefact(Strips), stages, [.. Enumerable.Range(0, pictures.Count)], [.. ColourShift.Filters.Prepend(HueFilter.None).Select(filter =>
        {
            var shown = ColourShift.Of(filter, pictures, masks: null).Pictures;
            var features = batch.Represent(shown, stages);
            return (filter.ToString().ToLowerInvariant(), shown, (IReadOnlyList<ImageBatch>)[.. stages.Select((stage, k) => batch.Reconstruct(features[stage], k + 1))]);
        })]);
    }

    private static float[] SquaredDistances(Tensor a, Tensor b) => (a - b).pow(2).flatten(1).mean([1]).cpu().data<float>().ToArray();

    /// <summary>Consecutive pictures of the report split, from <paramref name="Start"/> on.</summary>
    private sealed record Batch(ICell Cell, PublishedInversionSettings Inversion, StagedModule Target, InverseChain Chain, Photographs Report, int Start)
    {
        private int _count;

        public Features Represent(ImageBatch pictures, IReadOnlyList<string> names)
        {
            _count = pictures.Count;
            var features = Features.Only(names);
            Target.Represent(Report.Normalise(pictures), features);
            return features;
        }

        public ImageBatch Reconstruct(Tensor representation, int depth) => ImageBatch.FromTensor(Chain.Reconstruct(representation, depth));

        public void Record(string name, Func<int, double> value)
        {
            for (var i = 0; i < _count; i++)
                Cell.Record(name, value(i), index: Start + i);
        }
    }
}
