using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Budgets;
using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.HierarchicalQuantization.Measuring;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Training;
using InverseRepro.Vision.DataSets;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <summary>
/// Trains a VQ-VAE of one or two levels and measures its reconstructions and its use of codes on the whole report split.
/// <c>usage</c>, <c>perplexity</c>, <c>perplexity_share</c> and <c>relative_error</c> are indexed by level, 0 is the bottom. By
/// tenths of the updates: <c>usage_curve</c>, the bottom's usage on the selection split, and <c>dead_curve</c>, the share of its
/// codes that no vector of the training batches of that tenth chose. Of two levels: <c>top_permuted.mse01</c> with the top codes
/// of another picture, and <c>top_predictability</c> from the bottom's codes beside <c>top_most_frequent</c>. Errors on photographs
/// of other data sets stand under the name of their folder.
/// </summary>
public static class TrainVqVae
{
    public const string Name = "train-vqvae", Network = "network.safetensors", Reconstructions = "reconstructions.png", Histogram = "usage.png";

    internal const string Numbers = "numbers.json";

    private const int NoiseVectors = 2048;

    public static void Run(TrainVqVaeSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var pictures = CodedPictures.Load(settings.Data, settings.Folder, settings.Content, cell, device);
        using var network = VqVae.Create(settings.Network, cell.Seed.Derive("network"));
        network.to(device);
        if (settings.FirstCodes != FirstCodes.Pictures)
            InitialiseFromNoise(network, pictures.Train.Pictures, settings, cell.Seed.Derive("noise"));
        var curves = Train(network, pictures, settings, cell);

        cell.Report("measuring reconstructions", 0.96);
        var evaluation = Evaluation.Of(network, pictures.Report.Pictures);
        evaluation.Record(cell);
        RecordNumbers(cell, settings, evaluation, curves);
        if (settings.Observer is { } observer)
            RecordPerceptualDistance(cell, observer, evaluation, device);
        if (network is HierarchicalVqVae levels && settings.Network.TopCodes > 1)
            RecordTopLevel(cell, levels, pictures, settings);
        foreach (var photographs in settings.Photographs ?? [])
            RecordPhotographs(cell, network, photographs, settings, device);
        evaluation.SaveReconstructions(cell.NewArtefact(Reconstructions));
        UsageHistogram.Save(cell.NewArtefact(Histogram), evaluation.Usage);
        StateDictionary.Save(network, cell.NewArtefact(Network));
    }

    private static TrainingCurves Train(VqVae network, CodedPictures pictures, TrainVqVaeSettings settings, ICell cell)
    {
        var total = settings.Training.Updates;
        var curves = new TrainingCurves(network, pictures.Select.Pictures, total);
        VqVaeTraining.Train(network, pictures.Train.Pictures, settings.Training, cell.Seed.Derive("training"),
            (update, loss, pass) =>
            {
                cell.Report("training", 0.95 * update / total, loss);
                curves.Updated(update, pass);
            }, cell.Cancellation);
        return curves;
    }

    private static void InitialiseFromNoise(VqVae network, PictureSet pictures, TrainVqVaeSettings settings, Seed seed)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var generator = seed.Generator();
        Tensor Normal(params long[] shape) => randn(shape, generator: generator).Upload(pictures.Device);

        network.train();
        if (settings.FirstCodes == FirstCodes.NoisePictures) // as the reference's count of operations does before training, by mistake
            network.Pass(Normal([settings.Training.BatchSize, .. pictures.Stored.shape[1..]]));
        else
            foreach (var codebook in network.Quantizers.Select(quantizer => quantizer.Codebook))
                codebook.InitialiseFrom(Normal(NoiseVectors, codebook.Codes.shape[1]));
    }

    private static void RecordNumbers(ICell cell, TrainVqVaeSettings settings, Evaluation evaluation, TrainingCurves curves)
    {
        var (bits, parameters) = (Budget.Bits(settings.Network, settings.Data.ImageSize), Budget.Parameters(settings.Network));
        cell.Record("bits", bits, "bit");
        cell.Record("parameters", parameters);
        foreach (var (i, (usage, dead)) in curves.Usage.Zip(curves.Dead).Index())
        {
            cell.Record("usage_curve", usage, index: i + 1);
            cell.Record("dead_curve", dead, index: i + 1);
        }
        cell.Record("usage_curve_mean", curves.Usage.Average());
        cell.Record("relative_error_variance", curves.LateErrorVariance);
        new TrainedNumbers(bits, parameters, settings.Network.Codes, evaluation.Mse01, evaluation.ShuffledMse01, evaluation.Usage[0].Used,
            evaluation.Usage[0].Perplexity, evaluation.RelativeErrors[0], curves.LateErrorVariance, curves.Usage).Save(cell.NewArtefact(Numbers));
    }

    private static void RecordPerceptualDistance(ICell cell, TrainObserverSettings settings, Evaluation evaluation, Device device)
    {
        using var observer = TrainObserver.Required(settings, cell, device);
        cell.Record("perceptual_distance",
            PerceptualDistance.Of(observer, evaluation.Reconstructions, evaluation.Originals, settings.Data, device));
    }

    private static void RecordTopLevel(ICell cell, HierarchicalVqVae network, CodedPictures pictures, TrainVqVaeSettings settings)
    {
        cell.Report("measuring the top level", 0.97);
        var report = pictures.Report.Pictures;
        cell.Record("top_permuted.mse01", Evaluation.Mse01Of(TopLevel.WithForeignTops(network, report), report.All, settings.Data));
        var (accuracy, mostFrequent) = TopLevel.Predictability(network, pictures.Train.Pictures, report, cell.Seed.Derive("top-predictor"));
        cell.Record("top_predictability", accuracy);
        cell.Record("top_most_frequent", mostFrequent);
    }

    private static void RecordPhotographs(ICell cell, VqVae network, CodedPhotographs photographs, TrainVqVaeSettings settings, Device device)
    {
        var (folder, side) = photographs;
        var pictures = (new ImageFolder(folder).Load(cell.DataRoot, side).Images.ToTensor(device) - settings.Data.Mean) / settings.Data.Std;
        var evaluation = Evaluation.Of(network, new PictureSet(pictures, settings.Data));
        evaluation.RecordErrors(cell, $"{folder}.");
        evaluation.SaveReconstructions(cell.NewArtefact($"{folder}.png"));
    }
}
