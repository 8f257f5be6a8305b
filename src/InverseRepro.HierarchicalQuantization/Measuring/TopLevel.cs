using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Engine.Training;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Quantization;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Measuring;

/// <summary>What the top level's codes are worth: whether the decoder relies on them, and whether the bottom's codes foretell them.</summary>
internal static class TopLevel
{
    private const int Updates = 150, BatchSize = 16, Hidden = 64;
    private const double LearningRate = 3e-3;

    /// <summary>Reconstructions N×C×H×W in which every picture has the top codes of another one of its batch.</summary>
    public static Tensor WithForeignTops(HierarchicalVqVae network, PictureSet images)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var parts = new List<Tensor>();
        foreach (var (start, length) in Batches.InOrder(images.Count, Evaluation.BatchSize))
        {
            var (top, bottom, _) = Coded(network, images.Slice(start, length));
            parts.Add(network.Decode(cat([top.narrow(0, 1, length - 1), top.narrow(0, 0, 1)], 0), bottom, Features.None));
        }
        return scope.MoveToOuter(cat(parts, 0));
    }

    /// <summary>
    /// Accuracy with which a small convolutional classifier predicts each top index from the 4×4 bottom codes over and around its
    /// place, trained on one set of pictures and tested on another; beside it, the share of the most frequent index.
    /// </summary>
    public static (double Accuracy, double MostFrequent) Predictability(HierarchicalVqVae network, PictureSet train, PictureSet test, Seed seed)
    {
        using var scope = NewDisposeScope();
        var width = network.Quantizers[0].Codebook.Codes.shape[1];
        using var predictor = nn.Sequential(nn.Conv2d(width, Hidden, kernel_size: 4, stride: 2, padding: 1), nn.ReLU(),
            nn.Conv2d(Hidden, network.Quantizers[1].Codebook.Count, kernel_size: 1));
        Initialise.TorchDefaults(predictor, seed);
        predictor.to(train.Device);
        using var optimizer = optim.Adam(predictor.parameters(), lr: LearningRate);
        foreach (var batch in Enumerable.Range(0, int.MaxValue)
            .SelectMany(epoch => Batches.Shuffled(seed, epoch, train.Count, BatchSize, train.Device)).Take(Updates))
        {
            using var inner = NewDisposeScope();
            var (_, bottom, indices) = Coded(network, train.At(batch));
            var loss = nn.functional.cross_entropy(predictor.forward(bottom).flatten(2), indices); // N×K×L, N×L
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        }
        return Test(network, predictor, test);
    }

    private static (double Accuracy, double MostFrequent) Test(HierarchicalVqVae network, nn.Module<Tensor, Tensor> predictor, PictureSet images)
    {
        using var guard = no_grad();
        var counts = new CodeUsage(network.Quantizers[1].Codebook.Count);
        var hits = 0L;
        foreach (var (start, length) in Batches.InOrder(images.Count, Evaluation.BatchSize))
        {
            using var scope = NewDisposeScope();
            var (_, bottom, indices) = Coded(network, images.Slice(start, length));
            hits += predictor.forward(bottom).flatten(2).argmax(1).eq(indices).sum().item<long>();
            counts.Add(indices);
        }
        double total = counts.Counts.Sum();
        return (hits / total, counts.Counts.Max() / total);
    }

    private static (Tensor Top, Tensor Bottom, Tensor TopIndices) Coded(HierarchicalVqVae network, Tensor images)
    {
        using var guard = no_grad();
        var features = Features.Only(["quantised_top", "quantised_bottom", "indices_top"]);
        network.Represent(images, features).Dispose();
        return (features["quantised_top"], features["quantised_bottom"], features["indices_top"]);
    }
}
