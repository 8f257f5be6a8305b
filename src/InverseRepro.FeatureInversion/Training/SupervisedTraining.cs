using InverseRepro.Engine.Training;
using InverseRepro.Experiments;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training;

/// <summary>Supervised training of targets and judges: AdamW and a one-cycle learning rate.</summary>
public static class SupervisedTraining
{
    /// <param name="images">N×C×H×W, normalised.</param>
    /// <param name="loss">Of the network's output and the indices (int64) of the pictures in the batch.</param>
    public static void Train(nn.Module<Tensor, Tensor> network, Tensor images, Func<Tensor, Tensor, Tensor> loss, SupervisedTrainingSettings settings,
        Seed seed, Action<double, double> report, CancellationToken cancellation)
    {
        var count = (int)images.shape[0];
        var total = settings.Epochs * (count / settings.BatchSize);
        using var optimizer = optim.AdamW(network.parameters(), lr: settings.LearningRate, weight_decay: settings.WeightDecay);
        var schedule = optim.lr_scheduler.OneCycleLR(optimizer, max_lr: settings.LearningRate, total_steps: total);
        network.train();
        var step = 0;
        for (var epoch = 0; epoch < settings.Epochs; epoch++)
        {
            using var scope = NewDisposeScope();
            foreach (var batch in Batches.Shuffled(seed, epoch, count, settings.BatchSize, images.device))
            {
                cancellation.ThrowIfCancellationRequested();
                using var inner = NewDisposeScope();
                var x = Augmentations.Apply(settings.Augmentation, images.index_select(0, batch), seed.Derive("mirror", step));
                var error = loss(network.forward(x), batch);
                optimizer.zero_grad();
                error.backward();
                optimizer.step();
                if (++step < total)
                    schedule.step();
                report((double)step / total, error.item<float>());
            }
        }
        network.eval();
    }
}
