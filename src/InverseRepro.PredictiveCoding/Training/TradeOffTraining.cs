using InverseRepro.PredictiveCoding.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Training;

/// <summary>
/// Trains a classification-reconstruction encoder at one trade-off λ with three optimisers (the reference's <c>optims_step</c>): the
/// encoder's gradient is that of λ·MSE + (1 − λ)·CE, while decoder and classifier each learn from their own loss at every λ, so
/// that at λ = 0 the decoder, and at λ = 1 the classifier, is a probe of a latent made without it.
/// </summary>
public sealed class TradeOffTraining : IDisposable
{
    private readonly CreNetwork _network;
    private readonly double _tradeOff;
    private readonly (double Decoder, double Classifier) _weights;
    private readonly optim.Optimizer[] _optimisers;

    /// <param name="tradeOff">λ in [0, 1].</param>
    /// <param name="optimiser">Makes each of the three; the reference takes Adam with rate 1e-3.</param>
    public TradeOffTraining(CreNetwork network, double tradeOff, Func<IEnumerable<Parameter>, optim.Optimizer> optimiser,
        GradientRouting routing = GradientRouting.Exact)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tradeOff);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tradeOff, 1);
        (_network, _tradeOff) = (network, tradeOff);
        _weights = routing == GradientRouting.Accumulated ? (1 + tradeOff, 2 - tradeOff) : (1, 1);
        _optimisers = [.. new[] { network.Decoder, network.Classifier, network.Encoder }.Select(part => optimiser(part.parameters()))];
    }

    /// <summary>One update of all three parts on one batch.</summary>
    /// <param name="images">N×C×H×W, what the encoder sees.</param>
    /// <param name="targets">N×C×H×W, what the decoder is to give: the images, or what they were before augmentation.</param>
    /// <param name="labels">N, int64.</param>
    /// <returns>The losses before the update.</returns>
    public TradeOffLoss Update(Tensor images, Tensor targets, Tensor labels)
    {
        using var scope = NewDisposeScope();
        foreach (var optimiser in _optimisers)
            optimiser.zero_grad();
        var latent = _network.Encode(images);
        var reconstruction = _network.Decode(GradientGate.Scale(latent, _tradeOff / _weights.Decoder));
        var logits = _network.Classify(GradientGate.Scale(latent, (1 - _tradeOff) / _weights.Classifier));
        var loss = TradeOffLoss.Of(new CreOutput(latent, reconstruction, logits), targets, labels, _tradeOff);
        (_weights.Decoder * loss.Reconstruction + _weights.Classifier * loss.Classification).backward();
        foreach (var optimiser in _optimisers)
            optimiser.step();
        var (mse, ce) = (loss.Reconstruction.detach(), loss.Classification.detach());
        scope.MoveToOuter(mse, ce);
        return loss with { Reconstruction = mse, Classification = ce };
    }

    public void Dispose()
    {
        foreach (var optimiser in _optimisers)
            optimiser.Dispose();
    }
}
