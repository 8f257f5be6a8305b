using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Measuring;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>Trains every inverse module alone and reconstructs from every stage through the chain.</summary>
public static class InvertModular
{
    public const string Name = "invert-modular", Modules = "inverse.safetensors", Grid = "reconstructions.png";

    public static void Run(InversionSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var data = ImageSplits.Load(settings.Data, cell, device);
        using var target = Targets.Frozen(settings.Target, settings, cell, device);
        using var train = Representations.Of(target, settings.Architecture, new PicturesInMemory(data.Train.Images));
        var select = StagedImages.Compute(target, settings.Architecture.Stages, data.Select.Images);

        using var chain = InvertEndToEnd.Initial(settings, settings.Architecture.Stages.Count, cell.Seed, device);
        var curve = ModularTraining.Train(chain, train, select, settings.Loss, settings.Training, cell.Seed.Derive("inverse"),
            (fraction, loss) => cell.Report("training inverse modules", 0.95 * fraction, loss), cell.Cancellation);

        cell.Report("measuring reconstructions", 0.97);
        InversionCurves.Record(cell, curve, InversionCost.ModularMacs(settings) * (train.Count / settings.Training.BatchSize), settings.Training.TargetMse);
        using var tested = Targets.Frozen(settings.TestedOn, settings, cell, device);
        var report = StagedImages.Compute(tested, settings.Architecture.Stages, data.Report.Images);
        var reconstructions = Enumerable.Range(1, chain.Depth).Select(k => Evaluation.Reconstructions(chain, k, report)).ToArray();
        ReconstructionMeasurements.Record(cell, data, reconstructions);
        if (settings.TestedOn == TargetKind.Trained)
            RecordTask(cell, settings, tested, data);
        ReconstructionGrid.Save(cell.NewArtefact(Grid), data.Report.Pictures, reconstructions, settings.Architecture.Stages);
        if (settings.Judge is not null)
        {
            using var judge = new SemanticJudge(settings.Judge, cell, device);
            judge.Record(cell, data.Report, reconstructions);
        }
        StateDictionary.Save(chain, cell.NewArtefact(Modules));
    }

    /// <summary>How well the target does its task, and where objects are known in training pictures also on those: all that few photographs teach.</summary>
    private static void RecordTask(ICell cell, InversionSettings settings, StagedModule target, ImageSplits data)
    {
        cell.Record("task_score", settings.Architecture.TaskScore(target, data.Report.Images, data.Report));
        if (data.Train.Objects.Count > 0)
            cell.Record("train_task_score", settings.Architecture.TaskScore(target, data.Train.Images, data.Train));
    }
}
