using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Measuring;
using InverseRepro.FeatureInversion.Training;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>Trains, for every stage, a chain of its own from that stage to pixels, and reconstructs from every stage.</summary>
public static class InvertEndToEnd
{
    public const string Name = "invert-end-to-end", Grid = "reconstructions.png";

    public static void Run(InversionSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var data = ImageSplits.Load(settings.Data, cell, device);
        using var target = Targets.Frozen(settings.Target, settings, cell, device);
        var train = StagedImages.Compute(target, settings.Stages, data.Train.Images);
        var select = StagedImages.Compute(target, settings.Stages, data.Select.Images);
        var report = StagedImages.Compute(target, settings.Stages, data.Report.Images);

        var depth = settings.Stages.Count;
        var curves = new List<IReadOnlyList<double>>();
        var reconstructions = new List<Tensor>();
        for (var stage = 1; stage <= depth; stage++)
        {
            using var chain = settings.Inverse.Build(stage);
            Initialise.TorchDefaults(chain, cell.Seed.Derive("inverse/init"));
            chain.to(device);
            var done = stage * (stage - 1.0) / (depth * (depth + 1.0));
            var share = 2.0 * stage / (depth * (depth + 1.0));
            curves.Add(EndToEndTraining.Train(chain, stage, train, select, settings.Loss, settings.Training, cell.Seed.Derive("inverse"),
                (fraction, loss) => cell.Report($"training the chain from stage {stage}", 0.95 * (done + share * fraction), loss), cell.Cancellation));
            chain.eval();
            reconstructions.Add(Evaluation.Reconstructions(chain, stage, report));
        }

        cell.Report("measuring reconstructions", 0.97);
        var byEpoch = Enumerable.Range(0, settings.Training.Epochs).Select(e => curves.Select(c => c[e]).ToArray()).ToArray();
        InversionCurves.Record(cell, byEpoch, InversionCost.EndToEndMacs(settings) * (train.Count / settings.Training.BatchSize), settings.Training.TargetMse);
        ReconstructionMeasurements.Record(cell, settings, data, reconstructions);
        ReconstructionGrid.Save(cell.NewArtefact(Grid), data.Report.Pictures, reconstructions, settings.Stages);
    }
}
