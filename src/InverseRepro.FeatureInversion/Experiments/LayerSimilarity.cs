using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Measuring;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision.Drawing;
using InverseRepro.Vision.ImageFiles;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>
/// Linear CKA between all layers of a target on the report split, and whether neighbours are more alike.
/// </summary>
public static class LayerSimilarity
{
    public const string Name = "layer-similarity", Map = "layer-similarity.png";

    public static void Run(InversionSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var report = ImageSplits.LoadReport(settings.Data, cell, device);
        using var target = Targets.Frozen(settings.Target, settings, cell, device);
        var layers = StagedImages.Compute(target, settings.Architecture.Layers, report.Images).Stages;
        var cka = LayerCka.Compute(layers, fraction => cell.Report("comparing layers", fraction));
        for (var i = 0; i < layers.Count; i++)
            for (var j = i; j < layers.Count; j++)
                cell.Record("cka", cka[i, j], index: i * layers.Count + j);

        var depth = Enumerable.Range(0, layers.Count).ToArray();
        var (adjacent, distant) = LayerOrder.Similarity(cka, depth);
        cell.Record("cka_adjacent", adjacent);
        cell.Record("cka_distant", distant);
        cell.Record("cka_gap", adjacent - distant);
        cell.Record("mantel_p", LayerOrder.PermutationP(cka, depth));
        var shuffled = LayerOrder.Shuffled(layers.Count, cell.Seed.Derive("layer-order"));
        cell.Record("permuted.cka_gap", LayerOrder.Gap(cka, shuffled));
        cell.Record("permuted.mantel_p", LayerOrder.PermutationP(cka, shuffled));
        ImageFile.WritePng(HeatMap.Draw("linear CKA of layers", settings.Architecture.Layers, cka), cell.NewArtefact(Map));
    }
}
