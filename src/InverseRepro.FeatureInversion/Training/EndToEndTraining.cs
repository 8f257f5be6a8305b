using InverseRepro.Engine.Training;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Models;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training;

/// <summary>
/// The rival: for each stage a chain of its own, from z_k to pixels, trained as a whole with the image loss. Modules,
/// initial weights, data order, optimiser, learning rate and clipping are those of <see cref="ModularTraining"/>.
/// </summary>
public static class EndToEndTraining
{
    /// <param name="chain">A chain of <paramref name="stage"/> modules; it ends in eval mode with its best weights.</param>
    /// <param name="afterEpoch">Called in eval mode with the number of epochs done.</param>
    /// <returns>MSE01 on the selection split after each epoch.</returns>
    public static IReadOnlyList<double> Train(InverseChain chain, int stage, IStagedImages train, IStagedImages select, ImageLoss loss,
        InversionTrainingSettings settings, Seed seed, Action<int> afterEpoch, Action<double, double> report, CancellationToken cancellation)
    {
        using var optimizer = optim.Adam(chain.parameters(), lr: settings.RateOf(stage));
        using var best = new BestCopy(chain);
        var curve = new List<double>();
        for (var epoch = 0; epoch < settings.Epochs; epoch++)
        {
            chain.train();
            using var scope = NewDisposeScope();
            foreach (var batch in Batches.Shuffled(seed, epoch, train.Count, settings.BatchSize, train.Device))
            {
                cancellation.ThrowIfCancellationRequested();
                Update(chain, optimizer, stage, batch, train, loss, settings);
            }
            chain.eval();
            var selected = Evaluation.StageLoss(chain, stage, select, loss);
            best.Offer(selected);
            curve.Add(loss.ToMse01(selected));
            afterEpoch(epoch + 1);
            report((epoch + 1.0) / settings.Epochs, curve[^1]);
        }
        best.Restore();
        return curve;
    }

    /// <summary>One update of a whole chain on one batch.</summary>
    public static void Update(InverseChain chain, optim.Optimizer optimizer, int stage, Tensor batch, IStagedImages data, ImageLoss loss,
        InversionTrainingSettings settings)
    {
        using var scope = NewDisposeScope();
        var reconstruction = chain.Reconstruct(data.Stage(stage, batch), stage);
        var error = loss.Image(reconstruction, data.Stage(0, batch));
        optimizer.zero_grad();
        error.backward();
        for (var k = 1; k <= stage; k++)
            nn.utils.clip_grad_norm_(chain[k].parameters(), settings.ClipNorm);
        optimizer.step();
    }
}
