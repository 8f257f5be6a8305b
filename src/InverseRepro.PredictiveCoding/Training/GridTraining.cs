using InverseRepro.Engine.Training;
using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Architectures;
using InverseRepro.PredictiveCoding.Models;
using InverseRepro.PredictiveCoding.Models.Fc;
using InverseRepro.Vision.Splits;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Training;

/// <summary>
/// Trains one network for each trade-off, all from the same initial weights and on the same batches in the same order. Fully
/// connected ones train at once, others one after the other.
/// </summary>
/// <param name="report">Called with the fraction done.</param>
internal sealed class GridTraining(CreTrainingSettings settings, ImageDataSettings data, ImageSplit train, Seed seed, Action<double> report, CancellationToken cancellation)
{
    /// <summary>The trained networks in evaluation mode, in the order of their trade-offs; the caller's to dispose.</summary>
    public IReadOnlyList<CreNetwork> Train(CreArchitecture architecture, IReadOnlyList<double> tradeOffs)
    {
        var networks = tradeOffs.Select(_ => architecture.Build(data, seed.Derive("init"))).ToArray();
        foreach (var network in networks)
        {
            network.to(train.Images.device);
            network.train();
        }
        if (architecture is FcArchitecture)
            TrainTogether([.. networks.Cast<Cre>()], tradeOffs);
        else
            for (var k = 0; k < networks.Length; k++)
                TrainAlone(networks[k], tradeOffs[k], k, networks.Length);
        foreach (var network in networks)
            network.eval();
        return networks;
    }

    private void TrainTogether(IReadOnlyList<Cre> networks, IReadOnlyList<double> tradeOffs)
    {
        using var ensemble = new FcEnsemble(networks);
        using var training = new EnsembleTraining(ensemble, tradeOffs, parameters => optim.Adam(parameters, settings.LearningRate));
        Tensor Shared(Tensor images) => images.flatten(1).expand(networks.Count, -1, -1); // K×N×pixels
        Each((images, targets, labels, fraction) =>
        {
            training.Update(Shared(images), Shared(targets), labels.expand(networks.Count, -1));
            report(fraction);
        });
        ensemble.CopyTo(networks);
    }

    private void TrainAlone(CreNetwork network, double tradeOff, int index, int count)
    {
        using var training = new TradeOffTraining(network, tradeOff, parameters => optim.Adam(parameters, settings.LearningRate));
        Each((images, targets, labels, fraction) =>
        {
            training.Update(images, targets, labels);
            report((index + fraction) / count);
        });
    }

    /// <param name="update">Takes what encoders see, what decoders are to give, labels, and the fraction done.</param>
    private void Each(Action<Tensor, Tensor, Tensor, double> update)
    {
        var count = (int)train.Images.shape[0];
        var (step, steps) = (0, settings.Epochs * (count / settings.BatchSize));
        for (var epoch = 0; epoch < settings.Epochs; epoch++)
        {
            using var scope = NewDisposeScope();
            var angles = seed.Derive("rotation", epoch).Stream();
            foreach (var batch in Batches.Shuffled(seed, epoch, count, settings.BatchSize, train.Images.device))
            {
                cancellation.ThrowIfCancellationRequested();
                using var inner = NewDisposeScope();
                var targets = train.Images.index_select(0, batch);
                var images = settings.Rotation > 0
                    ? Rotation.Turn(targets, angles.NextDouble(-settings.Rotation, settings.Rotation), outside: -data.Mean / data.Std)
                    : targets;
                update(images, targets, train.Labels.index_select(0, batch), (double)++step / steps);
            }
        }
    }
}
