using InverseRepro.Engine;
using InverseRepro.Engine.Training;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.HierarchicalQuantization.Models;
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

    private const int AtOnce = 512;

    public static void Run(TrainObserverSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var data = CodedPictures.Load(settings.Data, settings.Folder, PictureContent.Whole, cell, device, trainStream: "observer");
        using var observer = Initial(settings, cell.Seed, device);
        Train(observer, data.Train, settings, cell);
        cell.Record("accuracy", Accuracy(observer, data.Report));
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

    private static double Accuracy(Observer observer, LabelledPictures report)
    {
        using var guard = no_grad();
        var hits = 0L;
        foreach (var (start, length) in Batches.InOrder(report.Pictures.Count, AtOnce))
        {
            using var scope = NewDisposeScope();
            hits += observer.forward(report.Pictures.Slice(start, length)).argmax(1).eq(report.Labels.narrow(0, start, length)).sum().item<long>();
        }
        return (double)hits / report.Pictures.Count;
    }

    private static void Train(Observer observer, LabelledPictures train, TrainObserverSettings settings, ICell cell)
    {
        using var optimizer = optim.Adam(observer.parameters(), lr: settings.LearningRate);
        var (seed, update) = (cell.Seed.Derive("observer/training"), 0);
        observer.train();
        foreach (var batch in Enumerable.Range(0, int.MaxValue).SelectMany(epoch =>
            Batches.Shuffled(seed, epoch, settings.Data.Train, settings.BatchSize, train.Pictures.Device)).Take(settings.Updates))
        {
            cell.Cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var loss = nn.functional.cross_entropy(observer.forward(train.Pictures.At(batch)), train.Labels.index_select(0, batch));
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            cell.Report("training the observer", 0.95 * ++update / settings.Updates, loss.item<float>());
        }
        observer.eval();
    }
}
