using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Measuring;
using InverseRepro.FeatureInversion.Training;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments.Published;

/// <summary>
/// Trains every inverse module of a published checkpoint alone and measures, for each picture of the report split, what the
/// chain from every stage reconstructs. <c>task_score</c>: accuracy or AP50 of the checkpoint on those pictures.
/// </summary>
public static class InvertPublished
{
    public const string Name = "invert-published", Modules = "inverse.safetensors", Grid = "reconstructions.png";

    public static void Run(PublishedInversionSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var pictures = PhotographSplits.Load(settings.Pictures, cell, device);
        using var target = settings.Target(cell, device);
        cell.Report("representing pictures", 0);
        using var train = Representations.Of(target, settings.Architecture, pictures.Train, settings.Training.BatchSize);
        using var select = Representations.Of(target, settings.Architecture, pictures.Select, settings.Training.BatchSize);
        using var chain = settings.InitialChain(settings.Architecture.Stages.Count, cell.Seed, device);
        var curve = ModularTraining.Train(chain, train, select, settings.Loss(), settings.Training, cell.Seed.Derive("inverse"),
            (fraction, loss) => cell.Report("training inverse modules", 0.95 * fraction, loss), cell.Cancellation);

        cell.Report("measuring reconstructions", 0.97);
        for (var k = 1; k <= chain.Depth; k++)
            cell.Record("select_loss", curve[^1][k - 1], index: k);
        cell.Record("task_score", PublishedTask.Score(target, pictures.Report, settings.Pictures, cell.DataRoot, settings.Training.BatchSize));
        using var judge = settings.Judge is { } other ? new PublishedJudge(other, cell.DataRoot, device) : null;
        new PictureMeasurements(cell, pictures, settings.Training.BatchSize, judge).Record(target, settings.Architecture.Stages, chain.Reconstruct, Grid);
        StateDictionary.Save(chain, cell.NewArtefact(Modules));
    }
}
