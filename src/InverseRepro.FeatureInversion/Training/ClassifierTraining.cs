using InverseRepro.Engine.Staging;
using InverseRepro.Engine.Training;
using InverseRepro.Experiments;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training;

/// <summary>Training and testing of classifiers: cross entropy.</summary>
public static class ClassifierTraining
{
    /// <param name="images">N×C×H×W, normalised.</param>
    /// <param name="labels">N, int64.</param>
    public static void Train(StagedModule network, Tensor images, Tensor labels, SupervisedTrainingSettings settings, Seed seed, Action<double, double> report,
        CancellationToken cancellation) =>
        SupervisedTraining.Train(network, images, (logits, batch) => nn.functional.cross_entropy(logits, labels.index_select(0, batch)),
            settings, seed, report, cancellation);

    /// <summary>Share of <paramref name="images"/> whose largest logit is at their label.</summary>
    public static double Accuracy(StagedModule network, Tensor images, Tensor labels, int batchSize = 250)
    {
        using var noGrad = no_grad();
        long hits = 0;
        foreach (var (start, length) in Batches.InOrder((int)images.shape[0], batchSize))
        {
            using var scope = NewDisposeScope();
            var predicted = network.forward(images.narrow(0, start, length)).argmax(1);
            hits += predicted.eq(labels.narrow(0, start, length)).sum().item<long>();
        }
        return (double)hits / images.shape[0];
    }
}
