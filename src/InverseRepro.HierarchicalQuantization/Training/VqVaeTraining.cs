using InverseRepro.Engine.Training;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.HierarchicalQuantization.Models;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Training;

/// <summary>Training of a VQ-VAE of one or two levels (single-vs-hier-recon: Adam, a constant learning rate, no clipping).</summary>
public static class VqVaeTraining
{
    /// <param name="seed">Of the order of the pictures, so that networks with the same seed see the same batches.</param>
    /// <param name="updated">Told after every update: how many there were, the objective, and the forward pass, whose tensors are then freed.</param>
    public static void Train(VqVae network, PictureSet images, VqVaeTrainingSettings settings, Seed seed, Action<int, double, VqVaePass> updated,
        CancellationToken cancellation)
    {
        using var optimizer = optim.Adam(network.parameters(), lr: settings.LearningRate);
        network.train();
        var update = 0;
        foreach (var batch in Endless(images, settings.BatchSize, seed).Take(settings.Updates))
        {
            cancellation.ThrowIfCancellationRequested();
            using var order = batch;
            using var scope = NewDisposeScope();
            var x = images.At(batch);
            var pass = network.Pass(x); // encode, quantise, decode; codes follow the batch, and dead ones are replaced
            var objective = pass.Objective(x, settings.Beta); // ‖x − x̂‖² + β‖sg[q] − e‖²
            optimizer.zero_grad();
            objective.backward();
            optimizer.step();
            updated(++update, objective.item<float>(), pass);
        }
        network.eval();
    }

    private static IEnumerable<Tensor> Endless(PictureSet images, int batchSize, Seed seed) => Enumerable.Range(0, int.MaxValue)
        .SelectMany(epoch => Batches.Shuffled(seed, epoch, images.Count, batchSize, images.Device));
}
