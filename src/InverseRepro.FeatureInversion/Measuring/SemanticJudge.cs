using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Experiments;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.FeatureInversion.Training;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Measuring;

/// <summary>
/// What an independent classifier still sees: <c>semantic_accuracy</c> on the reconstructions (index 0: on the originals) and
/// <c>perceptual_distance</c>, the cosine distance to the original in its penultimate layer.
/// </summary>
public static class SemanticJudge
{
    /// <param name="prefix">Before each measurement's name.</param>
    public static void Record(ICell cell, TrainJudgeSettings settings, ImageSplits data, IReadOnlyList<Tensor> reconstructions, string prefix = "")
    {
        var device = data.Report.Images.device;
        using var judge = TrainJudge.Build(settings, device);
        StateDictionary.Load(judge, cell.RequiredArtefact(TrainJudge.Name, TrainJudge.Network));
        Judge(cell, judge, settings, data.Report, reconstructions, prefix);
        using var untrained = TrainJudge.Build(settings, device);
        Initialise.TorchDefaults(untrained, cell.Seed.Derive("judge/init"));
        Judge(cell, untrained, settings, data.Report, reconstructions, prefix + "untrained_judge.");
    }

    private static void Judge(ICell cell, ConvClassifier judge, TrainJudgeSettings settings, ImageSplit report, IReadOnlyList<Tensor> reconstructions, string prefix)
    {
        judge.eval();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        cell.Record($"{prefix}semantic_accuracy", ClassifierTraining.Accuracy(judge, report.Images, report.Labels), index: 0);
        var originals = judge.Represent(report.Images)["penultimate"]; // N×4W
        for (var k = 1; k <= reconstructions.Count; k++)
        {
            var images = (reconstructions[k - 1] - settings.Data.Mean) / settings.Data.Std;
            cell.Record($"{prefix}semantic_accuracy", ClassifierTraining.Accuracy(judge, images, report.Labels), index: k);
            var distance = 1 - nn.functional.cosine_similarity(judge.Represent(images)["penultimate"], originals, dim: 1);
            cell.Record($"{prefix}perceptual_distance", distance.mean().item<float>(), index: k);
        }
    }
}
