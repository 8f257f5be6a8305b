using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Measuring;
using InverseRepro.Vision;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.Metrics;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>
/// Whether the main object's shape outlives fine detail: <c>shape_retention</c> (IoU of the predicted mask over that on the
/// originals), <c>detail_retention</c>, and <c>shape_minus_detail</c>, by stage; the last also with each reconstruction held against
/// the next picture's mask under <c>shuffled.</c>. And whether context helps: <c>context_gain</c> is the IoU of the same
/// objects before the background that goes with their class, minus that before another.
/// </summary>
public static class PreserveShape
{
    public const string Name = "preserve-shape";

    public static void Run(PreserveShapeSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var pictures = settings.Probe.Pictures;
        var report = ImageSplits.LoadReport(pictures, cell, device);
        using var inverted = InvertedTarget.Load(settings.Probe, cell, device);
        using var predictor = TrainMaskPredictor.Initial(settings.Predictor, cell.Seed, device);
        StateDictionary.Load(predictor, cell.RequiredArtefact(TrainMaskPredictor.Name, TrainMaskPredictor.Network));
        bool[][] masks = [.. report.Scenes.Select(s => s.Main.Mask)];
        bool[][] shuffled = [.. masks.Skip(1), masks[0]];

        var onOriginals = Iou(report.Pictures, masks);
        cell.Record("iou", onOriginals, index: 0);
        var reconstructions = inverted.Reconstruct(inverted.Represent(report.Pictures, device));
        for (var k = 1; k <= reconstructions.Count; k++)
        {
            cell.Report("finding shapes", 0.3 * k / reconstructions.Count);
            var detail = DetailFidelity.HfRetention(reconstructions[k - 1], report.Pictures).Where(v => !double.IsNaN(v)).Average();
            var shape = Iou(reconstructions[k - 1], masks);
            cell.Record("iou", shape, index: k);
            cell.Record("shape_retention", shape / onOriginals, index: k);
            cell.Record("detail_retention", detail, index: k);
            cell.Record("shape_minus_detail", shape / onOriginals - detail, index: k);
            cell.Record("shuffled.shape_minus_detail", Iou(reconstructions[k - 1], shuffled) / onOriginals - detail, index: k);
        }

        var congruent = InContext(scene => SceneSettings.TypicalBackground(scene.Main.Shape), 0.3);
        var incongruent = InContext(scene => Other(SceneSettings.TypicalBackground(scene.Main.Shape)), 0.65);
        for (var k = 1; k <= congruent.Length; k++)
            cell.Record("context_gain", congruent[k - 1] - incongruent[k - 1], index: k);

        double Iou(ImageBatch images, bool[][] truth) =>
            ShapeIou.Mean(predictor, (images.ToTensor(device) - pictures.Mean) / pictures.Std, truth);

        // The report scenes again, each before the background that is chosen for it; objects stay where they are.
        double[] InContext(Func<Scene, Background> context, double done)
        {
            using var inner = NewDisposeScope();
            cell.Report("changing contexts", done);
            var seed = ImageSplits.ReportSeed(cell);
            Scene[] scenes = [.. report.Scenes.Select((scene, i) => ShapeScenes.Render(pictures.Scenes, seed, i, context(scene)))];
            var changed = ShapeScenes.Images(pictures.Scenes, scenes).Images;
            return [.. inverted.Reconstruct(inverted.Represent(changed, device)).Select(r => Iou(r, masks))];
        }
    }

    private static Background Other(Background background) => (Background)(((int)background + 1) % Enum.GetValues<Background>().Length);
}
