using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Measuring;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision;
using InverseRepro.Vision.Metrics;
using InverseRepro.Vision.Splits;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>
/// Trains, for every stage, a chain of its own from that stage to pixels, and reconstructs from every stage: at the end, after
/// the epoch at which modular training would have cost as much (<c>compute_matched.</c>), and before training (<c>untrained.</c>).
/// </summary>
public static class InvertEndToEnd
{
    public const string Name = "invert-end-to-end", Grid = "reconstructions.png";

    public static void Run(InversionSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var data = ImageSplits.Load(settings.Data, cell, device);
        using var target = Targets.Frozen(settings.Target, settings, cell, device);
        using var train = Representations.Of(target, settings.Architecture, new PicturesInMemory(data.Train.Images));
        var select = StagedImages.Compute(target, settings.Architecture.Stages, data.Select.Images);
        var report = StagedImages.Compute(target, settings.Architecture.Stages, data.Report.Images);

        var matched = Math.Max(1, (int)(settings.Training.Epochs * InversionCost.ModularMacs(settings) / InversionCost.EndToEndMacs(settings)));
        var depth = settings.Architecture.Stages.Count;
        var curves = new List<IReadOnlyList<double>>();
        List<ImageBatch> untrained = [], computeMatched = [], reconstructions = [];
        for (var stage = 1; stage <= depth; stage++)
        {
            using var chain = Initial(settings, stage, cell.Seed, device);
            untrained.Add(Evaluation.Reconstructions(chain, stage, report));
            var (from, share) = (stage * (stage - 1.0) / (depth * (depth + 1.0)), 2.0 * stage / (depth * (depth + 1.0)));
            curves.Add(EndToEndTraining.Train(chain, stage, train, select, settings.Loss, settings.Training, cell.Seed.Derive("inverse"),
                epoch =>
                {
                    if (epoch == matched)
                        computeMatched.Add(Evaluation.Reconstructions(chain, stage, report));
                },
                (fraction, loss) => cell.Report($"training the chain from stage {stage}", 0.95 * (from + share * fraction), loss), cell.Cancellation));
            reconstructions.Add(Evaluation.Reconstructions(chain, stage, report));
        }

        cell.Report("measuring reconstructions", 0.97);
        var byEpoch = Enumerable.Range(0, settings.Training.Epochs).Select(e => curves.Select(c => c[e]).ToArray()).ToArray();
        InversionCurves.Record(cell, byEpoch, InversionCost.EndToEndMacs(settings) * (train.Count / settings.Training.BatchSize), settings.Training.TargetMse);
        ReconstructionMeasurements.Record(cell, data, reconstructions);
        ReconstructionGrid.Save(cell.NewArtefact(Grid), data.Report.Pictures, reconstructions, settings.Architecture.Stages);
        RecordErrors(cell, "untrained.", untrained, data.Report);
        RecordErrors(cell, "compute_matched.", computeMatched, data.Report);
        if (settings.Judge is null)
            return;
        using var judge = new SemanticJudge(settings.Judge, cell, device);
        judge.Record(cell, data.Report, reconstructions);
        judge.Record(cell, data.Report, computeMatched, "compute_matched.");
    }

    /// <summary>The first <paramref name="stages"/> modules with the initial weights that both schemes start from.</summary>
    public static InverseChain Initial(InversionSettings settings, int stages, Seed seed, Device device)
    {
        var chain = settings.Architecture.BuildInverse(stages);
        Initialise.TorchDefaults(chain, seed.Derive("inverse/init"));
        chain.to(device);
        return chain;
    }

    private static void RecordErrors(ICell cell, string prefix, IReadOnlyList<ImageBatch> reconstructions, ImageSplit report)
    {
        for (var k = 1; k <= reconstructions.Count; k++)
            cell.Record($"{prefix}mse01", PixelError.Mse01(reconstructions[k - 1], report.Pictures).Average(), index: k);
    }
}
