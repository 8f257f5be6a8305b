using InverseRepro.Engine.Training;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.Vision;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training;

/// <summary>Losses over a whole split, in eval mode and without gradient, averaged over samples.</summary>
public static class Evaluation
{
    private const int BatchSize = 128;

    /// <summary>Loss of g_k alone on true representations.</summary>
    public static double ModuleLoss(InverseChain chain, int stage, IStagedImages data, ImageLoss loss) =>
        Mean(data, (start, length) => loss.Module(stage,
            chain[stage].forward(data.Stage(stage, start, length)), data.Stage(stage - 1, start, length)));

    /// <summary>Image loss of the chain from stage k.</summary>
    public static double StageLoss(InverseChain chain, int stage, IStagedImages data, ImageLoss loss) =>
        Mean(data, (start, length) => loss.Image(
            chain.Reconstruct(data.Stage(stage, start, length), stage), data.Stage(0, start, length)));

    /// <summary>MSE01 of the chain from every stage.</summary>
    public static double[] ChainMse01(InverseChain chain, IStagedImages data, ImageLoss loss) =>
        Enumerable.Range(1, chain.Depth).Select(k => loss.ToMse01(StageLoss(chain, k, data, loss))).ToArray();

    /// <summary>R_k of every picture: N×C×H×W in [0, 1].</summary>
    public static ImageBatch Reconstructions(InverseChain chain, int stage, StagedImages data) =>
        Reconstructions(chain, stage, data.Stage(stage));

    /// <summary>g₁∘…∘g_k of representations that need not be z_k, but have its shape: N×C×H×W in [0, 1].</summary>
    public static ImageBatch Reconstructions(InverseChain chain, int stage, Tensor representations) =>
        Reconstructions(chain, [.. Enumerable.Range(1, stage).Reverse()], representations);

    /// <summary>What the modules of <paramref name="stages"/>, in that order and the last of them g₁, make of representations: N×C×H×W in [0, 1].</summary>
    public static ImageBatch Reconstructions(InverseChain chain, IReadOnlyList<int> stages, Tensor representations)
    {
        chain.eval();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var parts = Batches.InOrder((int)representations.shape[0], BatchSize)
            .Select(b => chain.Through(representations.narrow(0, b.Start, b.Length), stages)).ToArray();
        return ImageBatch.FromTensor(cat(parts, 0));
    }

    private static double Mean(IStagedImages data, Func<int, int, Tensor> loss)
    {
        using var noGrad = no_grad();
        var sum = 0.0;
        foreach (var (start, length) in Batches.InOrder(data.Count, Math.Min(BatchSize, data.LargestBatch)))
        {
            using var scope = NewDisposeScope();
            sum += loss(start, length).item<float>() * (double)length;
        }
        return sum / data.Count;
    }
}
