using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Architectures;
using InverseRepro.PredictiveCoding.Measuring;
using InverseRepro.PredictiveCoding.Models;
using InverseRepro.PredictiveCoding.Training;
using InverseRepro.Vision.Splits;

namespace InverseRepro.PredictiveCoding.Experiments;

/// <summary>Trained networks of one architecture, one a trade-off, and what they reach on the report split.</summary>
internal sealed class TrainedGrid : IDisposable
{
    private TrainedGrid(IReadOnlyList<CreNetwork> networks, TradeOffFront front) => (Networks, Front) = (networks, front);

    public IReadOnlyList<CreNetwork> Networks { get; }

    public TradeOffFront Front { get; }

    public static TrainedGrid Train(CreArchitecture architecture, IReadOnlyList<double> tradeOffs, CreTrainingSettings settings, ImageDataSettings data,
        ImageSplits splits, ICell cell, Action<double> report)
    {
        var training = new GridTraining(settings, data, splits.Train, Seed(cell), report, cell.Cancellation);
        var networks = training.Train(architecture, tradeOffs);
        return new TrainedGrid(networks, new TradeOffFront([.. networks.Select(n => TradeOffPoint.Of(n, splits.Report, data.Std))]));
    }

    /// <summary>Of initial weights and of the order of batches.</summary>
    public static Seed Seed(ICell cell) => cell.Seed.Derive("cre");

    public void Dispose()
    {
        foreach (var network in Networks)
            network.Dispose();
    }
}
