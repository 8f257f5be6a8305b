using InverseRepro.Engine;
using InverseRepro.PredictiveCoding.Models.Fc;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Training;

/// <summary><see cref="TradeOffTraining"/> with exact routing for all members of an ensemble at once, each at its own trade-off and on its own batch.</summary>
public sealed class EnsembleTraining : IDisposable
{
    private readonly FcEnsemble _ensemble;
    private readonly Tensor _tradeOffs; // K×1×1
    private readonly optim.Optimizer[] _optimisers;

    /// <param name="tradeOffs">λ in [0, 1] of each member.</param>
    /// <param name="optimiser">Makes each of the three; it must treat every element of a parameter alone, as Adam and SGD do.</param>
    public EnsembleTraining(FcEnsemble ensemble, IReadOnlyList<double> tradeOffs, Func<IEnumerable<Parameter>, optim.Optimizer> optimiser)
    {
        var device = ensemble.parameters().First().device;
        _ensemble = ensemble;
        _tradeOffs = tensor(tradeOffs.Select(tradeOff => (float)tradeOff).ToArray(), [tradeOffs.Count, 1, 1]).Upload(device).DetachFromDisposeScope();
        _optimisers = [.. ensemble.Parts.Select(part => optimiser(part.parameters()))];
    }

    /// <summary>One update of all members.</summary>
    /// <param name="images">K×N×pixels, what the encoders see.</param>
    /// <param name="targets">K×N×pixels.</param>
    /// <param name="labels">K×N, int64.</param>
    /// <returns>Mean squared error and cross entropy of each member before the update, K each.</returns>
    public (Tensor Reconstruction, Tensor Classification) Update(Tensor images, Tensor targets, Tensor labels)
    {
        using var scope = NewDisposeScope();
        foreach (var optimiser in _optimisers)
            optimiser.zero_grad();
        var latent = _ensemble.Encode(images); // K×N×d
        var reconstruction = _ensemble.Decode(GradientGate.Scale(latent, _tradeOffs));
        var logits = _ensemble.Classify(GradientGate.Scale(latent, 1 - _tradeOffs));
        var mse = (reconstruction - targets).pow(2).mean([1, 2]); // K
        var ce = -nn.functional.log_softmax(logits, -1).gather(2, labels.unsqueeze(-1)).mean([1, 2]); // K
        (mse + ce).sum().backward();
        foreach (var optimiser in _optimisers)
            optimiser.step();
        var losses = (mse.detach(), ce.detach());
        scope.MoveToOuter(losses.Item1, losses.Item2);
        return losses;
    }

    public void Dispose()
    {
        _tradeOffs.Dispose();
        foreach (var optimiser in _optimisers)
            optimiser.Dispose();
    }
}
