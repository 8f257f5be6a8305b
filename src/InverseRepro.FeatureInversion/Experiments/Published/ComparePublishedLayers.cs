using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Measuring;
using InverseRepro.Vision.Drawing;
using InverseRepro.Vision.ImageFiles;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments.Published;

/// <summary>
/// Linear CKA between all layers of a published checkpoint, on groups of different pictures: <c>cka_adjacent</c>, <c>cka_distant</c> and <c>cka_gap</c>
/// by group, the last with the layers in random order under <c>permuted.</c>, and <c>cka</c> over all groups.
/// </summary>
public static class ComparePublishedLayers
{
    public const string Name = "compare-published-layers", Map = "layer-similarity.png";

    public static void Run(PublishedSimilaritySettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var (inversion, names) = (settings.Inversion, settings.Inversion.Architecture.Layers);
        var report = PhotographSplits.Load(inversion.Pictures, cell, device).Report;
        using var target = settings.Trained
            ? inversion.Target(cell, device)
            : PublishedWeights.Freeze(inversion.Architecture.Build(cell.Seed.Derive("target/init")), device);
        var (depth, shuffled) = (Enumerable.Range(0, names.Count).ToArray(), LayerOrder.Shuffled(names.Count, cell.Seed.Derive("layer-order")));
        var (mean, groups) = (new double[names.Count, names.Count], report.Count / settings.GroupSize);
        for (var group = 0; group < groups; group++)
        {
            cell.Cancellation.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            var features = Features.Only(names);
            target.Represent(report.Slice(group * settings.GroupSize, settings.GroupSize), features);
            var cka = LayerCka.Compute([.. names.Select(name => features[name])], fraction => cell.Report("comparing layers", (group + fraction) / groups));
            var (adjacent, distant) = LayerOrder.Similarity(cka, depth);
            cell.Record("cka_adjacent", adjacent, index: group);
            cell.Record("cka_distant", distant, index: group);
            cell.Record("cka_gap", adjacent - distant, index: group);
            cell.Record("permuted.cka_gap", LayerOrder.Gap(cka, shuffled), index: group);
            foreach (var i in depth)
                foreach (var j in depth)
                    mean[i, j] += cka[i, j] / groups;
        }
        foreach (var i in depth)
            for (var j = i; j < names.Count; j++)
                cell.Record("cka", mean[i, j], index: i * names.Count + j);
        ImageFile.WritePng(HeatMap.Draw("linear CKA of layers", names, mean), cell.NewArtefact(Map));
    }
}
