using InverseRepro.Engine.Training;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.Vision;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Measuring;

/// <summary>How different pictures look to a classifier.</summary>
internal static class PerceptualDistance
{
    /// <summary>1 − the cosine similarity of the observer's penultimate features, mean over pictures; in [0, 2], lower is better.</summary>
    public static double Of(Observer observer, ImageBatch reconstructions, ImageBatch originals, ImageDataSettings data, Device device)
    {
        using var guard = no_grad();
        observer.eval();
        var total = 0.0;
        foreach (var (start, length) in Batches.InOrder(originals.Count, Evaluation.BatchSize))
        {
            using var scope = NewDisposeScope();
            Tensor Seen(ImageBatch pictures) =>
                observer.Represent((pictures.Slice(start, length).ToTensor(device) - data.Mean) / data.Std)["penultimate"]; // N×D
            total += (1 - nn.functional.cosine_similarity(Seen(reconstructions), Seen(originals), dim: 1)).sum().item<float>();
        }
        return total / originals.Count;
    }
}
