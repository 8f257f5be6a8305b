using InverseRepro.Engine.Training;
using InverseRepro.PredictiveCoding.Models;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Measuring;

/// <summary>How well one network does both tasks on pictures it was not trained on.</summary>
/// <param name="Mse01">Mean squared error of images in [0, 1].</param>
/// <param name="CrossEntropy">In nats.</param>
/// <param name="Accuracy">0 to 1.</param>
public sealed record TradeOffPoint(double Mse01, double CrossEntropy, double Accuracy)
{
    private const int BatchSize = 512;

    /// <summary>False where training diverged.</summary>
    public bool IsFinite => double.IsFinite(Mse01) && double.IsFinite(CrossEntropy);

    /// <summary>Of a network in evaluation mode, averaged over the pictures of a split.</summary>
    public static TradeOffPoint Of(CreNetwork network, ImageSplit split, double std) => Of(network.forward, split, std);

    /// <param name="run">Normalised images to what a network makes of them.</param>
    /// <param name="std">Of the normalisation: errors are divided by it.</param>
    internal static TradeOffPoint Of(Func<Tensor, CreOutput> run, ImageSplit split, double std)
    {
        using var noGrad = no_grad();
        var (count, error, entropy, right) = ((int)split.Images.shape[0], 0.0, 0.0, 0L);
        foreach (var (start, length) in Batches.InOrder(count, BatchSize))
        {
            using var scope = NewDisposeScope();
            var (images, labels) = (split.Images.narrow(0, start, length), split.Labels.narrow(0, start, length));
            var output = run(images);
            error += length * std * std * nn.functional.mse_loss(output.Reconstruction, images).item<float>();
            entropy += length * nn.functional.cross_entropy(output.Logits, labels).item<float>();
            right += output.Logits.argmax(1).eq(labels).sum().item<long>();
        }
        return new(error / count, entropy / count, (double)right / count);
    }
}
