using InverseRepro.Engine.Training;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Models;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training;

/// <summary>
/// Modular inversion (paper section "modular"): each g_k is trained alone, from the true z_k to the true z_{k−1}, with its own
/// Adam. No gradient crosses modules; the chain is used for evaluation only.
/// </summary>
public static class ModularTraining
{
    /// <returns>MSE01 of every stage's chain on the selection split after each epoch: [epoch][stage − 1].</returns>
    public static IReadOnlyList<double[]> Train(InverseChain chain, IStagedImages train, IStagedImages select, ImageLoss loss,
        InversionTrainingSettings settings, Seed seed, Action<double, double> report, CancellationToken cancellation)
    {
        var stages = Enumerable.Range(1, chain.Depth).ToArray();
        var optimizers = stages.Select(k => optim.Adam(chain[k].parameters(), lr: settings.RateOf(k))).ToArray();
        var best = stages.Select(k => new BestCopy(chain[k])).ToArray();
        var curve = new List<double[]>();
        for (var epoch = 0; epoch < settings.Epochs; epoch++)
        {
            chain.train();
            using var scope = NewDisposeScope();
            foreach (var batch in Batches.Shuffled(seed, epoch, train.Count, settings.BatchSize, train.Device))
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (var k in stages)
                    Update(chain[k], optimizers[k - 1], k, batch, train, loss, settings);
            }
            chain.eval();
            foreach (var k in stages)
                best[k - 1].Offer(Evaluation.ModuleLoss(chain, k, select, loss));
            curve.Add(Evaluation.ChainMse01(chain, select, loss));
            report((epoch + 1.0) / settings.Epochs, curve[^1][^1]);
        }
        foreach (var copy in best)
        {
            copy.Restore();
            copy.Dispose();
        }
        foreach (var optimizer in optimizers)
            optimizer.Dispose();
        return curve;
    }

    /// <summary>One update of g_k on one batch.</summary>
    public static void Update(nn.Module<Tensor, Tensor> module, optim.Optimizer optimizer, int stage, Tensor batch, IStagedImages data,
        ImageLoss loss, InversionTrainingSettings settings)
    {
        using var scope = NewDisposeScope();
        var output = module.forward(data.Stage(stage, batch));
        var error = loss.Module(stage, output, data.Stage(stage - 1, batch));
        optimizer.zero_grad();
        error.backward();
        nn.utils.clip_grad_norm_(module.parameters(), settings.ClipNorm);
        optimizer.step();
    }
}
