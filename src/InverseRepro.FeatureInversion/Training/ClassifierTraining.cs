using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training;

/// <summary>Supervised training of a target or a judge: AdamW, one-cycle learning rate, cross entropy.</summary>
public static class ClassifierTraining
{
    /// <param name="images">N×C×H×W, normalised.</param>
    /// <param name="labels">N, int64.</param>
    public static void Train(StagedModule network, Tensor images, Tensor labels, ClassifierTrainingSettings settings, Seed seed, Action<double, double> report,
        CancellationToken cancellation)
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
                var x = images.index_select(0, batch);
                if (settings.MirrorImages)
                    x = Mirror(x, seed.Derive("mirror", step));
                var loss = nn.functional.cross_entropy(network.forward(x), labels.index_select(0, batch));
                optimizer.zero_grad();
                loss.backward();
                optimizer.step();
                if (++step < total)
                    schedule.step();
                report((double)step / total, loss.item<float>());
            }
        }
        network.eval();
    }

    /// <summary>Share of <paramref name="images"/> whose largest logit is at their label.</summary>
    public static double Accuracy(StagedModule network, Tensor images, Tensor labels, int batchSize = 250)
    {
        using var noGrad = no_grad();
        long hits = 0;
        foreach (var (start, length) in Batches.InOrder((int)images.shape[0], batchSize))
        {
            using var scope = NewDisposeScope();
            var predicted = network.forward(images.narrow(0, start, length)).argmax(1);
            hits += predicted.eq(labels.narrow(0, start, length)).sum().item<long>();
        }
        return (double)hits / images.shape[0];
    }

    private static Tensor Mirror(Tensor x, Seed seed)
    {
        var stream = seed.Stream();
        var flags = Enumerable.Range(0, (int)x.shape[0]).Select(_ => stream.NextDouble() < 0.5).ToArray();
        return where(tensor(flags, device: x.device).view(-1, 1, 1, 1), x.flip(3), x);
    }
}
