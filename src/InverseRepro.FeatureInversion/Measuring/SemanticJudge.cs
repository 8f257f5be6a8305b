using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Experiments;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Measuring;

/// <summary>
/// What an independent classifier still sees: <c>semantic_accuracy</c> on the reconstructions (index 0: on the originals) and
/// <c>perceptual_distance</c>, the mean cosine distance to the original in its penultimate layer. The same with an untrained
/// judge under <c>untrained_judge.</c>.
/// </summary>
public sealed class SemanticJudge : IDisposable
{
    private readonly ConvClassifier _trained, _untrained;
    private readonly TrainJudgeSettings _settings;

    public SemanticJudge(TrainJudgeSettings settings, ICell cell, Device device)
    {
        _settings = settings;
        _trained = TrainJudge.Initial(settings, cell.Seed, device);
        StateDictionary.Load(_trained, cell.RequiredArtefact(TrainJudge.Name, TrainJudge.Network));
        _untrained = TrainJudge.Initial(settings, cell.Seed, device);
    }

    /// <param name="reconstructions">R₁ … R_S, each N×C×H×W in [0, 1].</param>
    /// <param name="prefix">Before each measurement's name.</param>
    public void Record(ICell cell, ImageSplit report, IReadOnlyList<ImageBatch> reconstructions, string prefix = "")
    {
        Record(cell, _trained, report, reconstructions, prefix);
        Record(cell, _untrained, report, reconstructions, $"{prefix}untrained_judge.");
    }

    public void Dispose()
    {
        _trained.Dispose();
        _untrained.Dispose();
    }

    private void Record(ICell cell, ConvClassifier judge, ImageSplit report, IReadOnlyList<ImageBatch> reconstructions, string prefix)
    {
        judge.eval();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        cell.Record($"{prefix}semantic_accuracy", ClassifierTraining.Accuracy(judge, report.Images, report.Labels), index: 0);
        var originals = judge.Represent(report.Images)["penultimate"]; // N×4W
        for (var k = 1; k <= reconstructions.Count; k++)
        {
            using var inner = NewDisposeScope();
            var images = (reconstructions[k - 1].ToTensor(report.Images.device) - _settings.Data.Mean) / _settings.Data.Std;
            cell.Record($"{prefix}semantic_accuracy", ClassifierTraining.Accuracy(judge, images, report.Labels), index: k);
            var similarity = nn.functional.cosine_similarity(judge.Represent(images)["penultimate"], originals, dim: 1); // N
            cell.Record($"{prefix}perceptual_distance", 1 - similarity.mean().item<float>(), index: k);
        }
    }
}
