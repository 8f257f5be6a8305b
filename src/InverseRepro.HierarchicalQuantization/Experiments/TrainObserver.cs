using InverseRepro.Engine;
using InverseRepro.Engine.Training;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.Vision.Splits;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <summary>
/// Trains the classifier in whose penultimate layer reconstructions are compared with originals; it never sees a reconstruction.
/// Measures <c>accuracy</c> on the report split.
/// </summary>
public static class TrainObserver
{
    public const string Name = "train-observer", Network = "network.safetensors";

    public static void Run(TrainObserverSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var data = ImageSplits.Load(settings.Data, cell, device, trainStream: "observer");
        using var observer = Initial(settings, cell.Seed, device);
        Train(observer, data.Train, settings, cell);
        using var guard = no_grad();
        cell.Record("accuracy", observer.forward(data.Report.Images).argmax(1).eq(data.Report.Labels).sum().item<long>() / (double)settings.Data.Report);
        StateDictionary.Save(observer, cell.NewArtefact(Network));
    }

    /// <summary>The trained observer of a cell that requires it.</summary>
    internal static Observer Required(TrainObserverSettings settings, ICell cell, Device device)
    {
        var observer = Initial(settings, cell.Seed, device);
        StateDictionary.Load(observer, cell.RequiredArtefact(Name, Network));
        return observer;
    }

    private static Observer Initial(TrainObserverSettings settings, Seed seed, Device device)
    {
        var observer = new Observer(settings.Data.Channels, settings.Width, settings.Data.Classes);
        Initialise.TorchDefaults(observer, seed.Derive("observer/init"));
        observer.to(device);
        return observer;
    }

    private static void Train(Observer observer, ImageSplit train, TrainObserverSettings settings, ICell cell)
    {
        using var optimizer = optim.Adam(observer.parameters(), lr: settings.LearningRate);
        var (seed, update) = (cell.Seed.Derive("observer/training"), 0);
        observer.train();
        foreach (var batch in Enumerable.Range(0, int.MaxValue).SelectMany(epoch =>
            Batches.Shuffled(seed, epoch, settings.Data.Train, settings.BatchSize, train.Images.device)).Take(settings.Updates))
        {
            cell.Cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var loss = nn.functional.cross_entropy(observer.forward(train.Images.index_select(0, batch)), train.Labels.index_select(0, batch));
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            cell.Report("training the observer", 0.95 * ++update / settings.Updates, loss.item<float>());
        }
        observer.eval();
    }
}
