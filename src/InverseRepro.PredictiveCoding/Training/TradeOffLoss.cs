using InverseRepro.PredictiveCoding.Models;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Training;

/// <summary>The two losses of a batch and their mixture; scalars.</summary>
/// <param name="Reconstruction">Mean squared error of images in [−1, 1].</param>
/// <param name="Classification">Cross entropy in nats.</param>
/// <param name="TradeOff">λ in [0, 1]: 0 is classification alone, 1 reconstruction alone.</param>
public sealed record TradeOffLoss(Tensor Reconstruction, Tensor Classification, double TradeOff)
{
    /// <param name="targets">N×C×H×W.</param>
    /// <param name="labels">N, int64.</param>
    public static TradeOffLoss Of(CreOutput output, Tensor targets, Tensor labels, double tradeOff) => new(
        nn.functional.mse_loss(output.Reconstruction, targets), nn.functional.cross_entropy(output.Logits, labels), tradeOff);

    /// <summary>λ·MSE + (1 − λ)·CE.</summary>
    public Tensor Mixture()
    {
        using var scope = NewDisposeScope();
        return scope.MoveToOuter(TradeOff * Reconstruction + (1 - TradeOff) * Classification);
    }
}
