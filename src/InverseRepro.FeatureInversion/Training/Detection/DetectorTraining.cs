using InverseRepro.Engine;
using InverseRepro.Engine.Training;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Models.Detr;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training.Detection;

/// <summary>Trains a DETR as its paper does (Carion et al. 2020, section 4), with a one-cycle learning rate: AdamW, set criterion on every decoder layer.</summary>
public static class DetectorTraining
{
    /// <param name="seed">Of the order of pictures and their mirroring.</param>
    public static void Train(Detr detector, DetectionSplit data, DetectorTrainingSettings settings, Seed seed, Action<double, double> report,
        CancellationToken cancellation)
    {
        var criterion = new SetCriterion(new HungarianMatcher());
        var total = settings.Epochs * (data.Count / settings.BatchSize);
        using var optimizer = optim.AdamW(detector.parameters(), lr: settings.LearningRate, weight_decay: settings.WeightDecay);
        var schedule = optim.lr_scheduler.OneCycleLR(optimizer, max_lr: settings.LearningRate, total_steps: total);
        detector.train();
        var step = 0;
        for (var epoch = 0; epoch < settings.Epochs; epoch++)
        {
            using var scope = NewDisposeScope();
            foreach (var batch in Batches.Shuffled(seed, epoch, data.Count, settings.BatchSize, data.Images.device))
            {
                cancellation.ThrowIfCancellationRequested();
                using var inner = NewDisposeScope();
                var (images, targets) = Batch(data, batch, settings.MirrorImages ? seed.Derive("mirror", step) : null);
                var loss = criterion.Of(DetectionOutput.OfLayers(detector, images), targets).Total;
                optimizer.zero_grad();
                loss.backward();
                nn.utils.clip_grad_norm_(detector.parameters(), settings.ClipNorm);
                optimizer.step();
                if (++step < total)
                    schedule.step();
                report((double)step / total, loss.item<float>());
            }
        }
        detector.eval();
    }

    private static (Tensor Images, IReadOnlyList<DetectionTarget> Targets) Batch(DetectionSplit data, Tensor batch, Seed? mirror)
    {
        var images = data.Images.index_select(0, batch);
        var targets = batch.cpu().data<long>().ToArray().Select(i => data.Targets[(int)i]).ToArray();
        if (mirror is not { } seed)
            return (images, targets);
        var stream = seed.Stream();
        var flags = targets.Select(_ => stream.NextDouble() < 0.5).ToArray();
        var flipped = where(tensor(flags).Upload(images.device).view(-1, 1, 1, 1), images.flip(3), images);
        return (flipped, [.. targets.Select((target, i) => flags[i] ? target.Mirrored() : target)]);
    }
}
