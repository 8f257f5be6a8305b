using InverseRepro.Engine;
using InverseRepro.Engine.Training;
using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Models;
using InverseRepro.PredictiveCoding.Models.Fc;
using InverseRepro.PredictiveCoding.Training;
using InverseRepro.Vision.Splits;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Measuring;

/// <summary>Modules trained from scratch on latents that no longer change: they tell what a latent holds from what its own modules learnt of it.</summary>
internal sealed class Probes(CreTrainingSettings settings, ImageSplit train, ImageSplit report, Seed seed, CancellationToken cancellation)
{
    private const int Hidden = 64, BatchSize = 512;
    private const double LearningRate = 1e-2;

    /// <summary>What a new decoder and a new classifier reach on the latent of <paramref name="trained"/>, trained for twice as long as its own were.</summary>
    /// <param name="fresh">An untrained network of the same architecture.</param>
    public TradeOffPoint Retrain(CreNetwork trained, CreNetwork fresh, double std)
    {
        using var scope = NewDisposeScope();
        var latents = Latents(trained, train.Images);
        fresh.train();
        Train([.. fresh.Decoder.parameters(), .. fresh.Classifier.parameters()], settings.LearningRate, 2 * settings.Epochs, batch =>
        {
            var latent = latents.index_select(0, batch);
            return nn.functional.mse_loss(fresh.Decode(latent), train.Images.index_select(0, batch))
                + nn.functional.cross_entropy(fresh.Classify(latent), train.Labels.index_select(0, batch));
        });
        fresh.eval();
        return TradeOffPoint.Of(images =>
        {
            var latent = trained.Encode(images);
            return new CreOutput(latent, fresh.Decode(latent), fresh.Classify(latent));
        }, report, std);
    }

    /// <summary>What a linear classifier, or one with a hidden layer, reads from the standardised latent; null: from pixels.</summary>
    public ProbeReading Read(CreNetwork? trained, bool linear, int classes)
    {
        using var scope = NewDisposeScope();
        var (known, asked) = (Features(trained, train.Images), Features(trained, report.Images));
        var (mean, deviation) = (known.mean([0], true), known.std(0, unbiased: false, keepdim: true) + 1e-6);
        (known, asked) = ((known - mean) / deviation, (asked - mean) / deviation);
        var features = (int)known.shape[1];
        using var probe = new FcClassifier(linear ? [features, classes] : [features, Hidden, classes]);
        Initialise.TorchDefaults(probe, seed.Derive("probe"));
        probe.to(known.device);
        Train([.. probe.parameters()], LearningRate, settings.Epochs, batch =>
            nn.functional.cross_entropy(probe.forward(known.index_select(0, batch)), train.Labels.index_select(0, batch)));
        using var noGrad = no_grad();
        return ProbeReading.Of(report.Labels, probe.forward(asked).argmax(1), classes);
    }

    private static Tensor Features(CreNetwork? trained, Tensor images) =>
        (trained is null ? images : Latents(trained, images)).flatten(1); // N×F

    private static Tensor Latents(CreNetwork trained, Tensor images)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var parts = Batches.InOrder((int)images.shape[0], BatchSize).Select(b => trained.Encode(images.narrow(0, b.Start, b.Length))).ToArray();
        return scope.MoveToOuter(cat(parts, 0));
    }

    private void Train(IReadOnlyList<Parameter> parameters, double learningRate, int epochs, Func<Tensor, Tensor> loss)
    {
        using var optimiser = optim.Adam(parameters, learningRate);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            using var scope = NewDisposeScope();
            foreach (var batch in Batches.Shuffled(seed.Derive("probe"), epoch, (int)train.Images.shape[0], settings.BatchSize, train.Images.device))
            {
                cancellation.ThrowIfCancellationRequested();
                using var inner = NewDisposeScope();
                optimiser.zero_grad();
                loss(batch).backward();
                optimiser.step();
            }
        }
    }
}
