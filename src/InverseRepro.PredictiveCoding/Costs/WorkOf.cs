using InverseRepro.PredictiveCoding.Architectures;
using InverseRepro.PredictiveCoding.Experiments;
using InverseRepro.PredictiveCoding.Training;
using InverseRepro.Vision.Splits;

namespace InverseRepro.PredictiveCoding.Costs;

/// <summary>The work of each experiment. Pictures that artefacts show are left out.</summary>
internal static class WorkOf
{
    private const double Float = 4;

    // A weight with its gradient and two moments; and of each network the copy that is measured.
    private const double CopiesOfWeights = 5;

    // New decoders and classifiers are trained twice as long, on the latents of both extremes.
    private const double Retrained = 2 * 2;

    // Linear and with a hidden layer, of both extremes.
    private const int ProbesOfLatents = 4;

    // Of one update: counted at scale micro, forward passes have 30 to 60 operators; backward passes are taken for twice that, and there
    // are three optimisers.
    private const double OperatorsOfUpdate = 200;

    public static Work Grid(TradeOffSettings s)
    {
        var grid = Grid(s.Architecture, s.TradeOffs.Count, s.Training, s.Data);
        var updates = Updates(s.Training, s.Data);
        return WithOperators(s.Retrain
            ? grid with
            {
                Macs = grid.Macs + 3 * s.Architecture.ModuleMacs(s.Data) * Retrained * updates * s.Training.BatchSize,
                Updates = grid.Updates + (Retrained + 1) * updates,
            }
            : grid);
    }

    public static Work Sweep(SweepSettings s) => s.Architectures
        .Select(architecture => Grid(architecture, s.TradeOffs.Count, s.Training, s.Data))
        .Select(grid => WithOperators(grid with { Updates = grid.Updates + ProbesOfLatents * Updates(s.Training, s.Data) }))
        .Aggregate((sum, grid) => sum + grid);

    /// <summary>Training and reporting at all trade-offs.</summary>
    private static Work Grid(CreArchitecture architecture, int networks, CreTrainingSettings training, ImageDataSettings data)
    {
        var (macs, updates) = (architecture.Macs(data), Updates(training, data));
        return new Work(
            networks * macs * (3 * updates * training.BatchSize + data.Report),
            architecture is FcArchitecture ? updates : networks * updates,
            Pictures(data) + CopiesOfWeights * Float * networks * Weights(architecture, macs))
        {
            HostSeconds = ImageSplits.LoadSeconds(data),
        };
    }

    private static Work WithOperators(Work work) => work with { Operators = OperatorsOfUpdate * work.Updates };

    private static double Updates(CreTrainingSettings training, ImageDataSettings data) => training.Epochs * (data.Train / training.BatchSize);

    // Each weight of a fully connected network is used once; convolutions and transformers of this family have too few to matter.
    private static double Weights(CreArchitecture architecture, double macs) => architecture is FcArchitecture ? macs : 0;

    // Data sets are read whole; what is drawn from them is kept as read and normalised.
    private static double Pictures(ImageDataSettings data) =>
        Float * data.Channels * data.ImageSize * data.ImageSize * (DataSetSize(data.Source) + 2.0 * (data.Train + data.Select + data.Report));

    private static double DataSetSize(ImageSource source) => source switch
    {
        ImageSource.Mnist or ImageSource.FashionMnist => 70_000,
        ImageSource.Cifar10 => 60_000,
        _ => 0,
    };
}
