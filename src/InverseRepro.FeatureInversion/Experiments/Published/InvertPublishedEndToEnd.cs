using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Measuring;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.FeatureInversion.Training;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments.Published;

/// <summary>
/// Trains, for every stage of a published checkpoint, a chain of its own from that stage to pixels, and measures as
/// <see cref="InvertPublished"/> does.
/// </summary>
public static class InvertPublishedEndToEnd
{
    public const string Name = "invert-published-end-to-end", Grid = "reconstructions.png";

    public static void Run(PublishedInversionSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var pictures = PhotographSplits.Load(settings.Pictures, cell, device);
        using var target = settings.Target(cell, device);
        cell.Report("representing pictures", 0);
        using var train = Representations.Of(target, settings.Architecture, pictures.Train, settings.Training.BatchSize);
        using var select = Representations.Of(target, settings.Architecture, pictures.Select, settings.Training.BatchSize);
        var depth = settings.Architecture.Stages.Count;
        var chains = new List<InverseChain>();
        for (var stage = 1; stage <= depth; stage++)
        {
            var chain = settings.InitialChain(stage, cell.Seed, device);
            chains.Add(chain);
            var (from, share) = (stage * (stage - 1.0) / (depth * (depth + 1.0)), 2.0 * stage / (depth * (depth + 1.0)));
            var curve = EndToEndTraining.Train(chain, stage, train, select, settings.Loss(), settings.Training, cell.Seed.Derive("inverse"), _ => { },
                (fraction, loss) => cell.Report($"training the chain from stage {stage}", 0.95 * (from + share * fraction), loss), cell.Cancellation);
            cell.Record("select_loss", curve[^1], index: stage);
        }

        cell.Report("measuring reconstructions", 0.97);
        using var judge = settings.Judge is { } other ? new PublishedJudge(other, cell.DataRoot, device) : null;
        new PictureMeasurements(cell, pictures, settings.Training.BatchSize, judge)
            .Record(target, settings.Architecture.Stages, (z, stage) => chains[stage - 1].Reconstruct(z, stage), Grid);
        foreach (var chain in chains)
            chain.Dispose();
    }
}
