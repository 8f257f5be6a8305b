using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Budgets;
using InverseRepro.HierarchicalQuantization.Measuring;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Training;
using InverseRepro.Vision.DataSets;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <summary>
/// Trains a VQ-VAE of one or two levels and measures its reconstructions and its use of codes on the whole report split.
/// <c>usage</c>, <c>perplexity</c> and <c>perplexity_share</c> are indexed by level, 0 is the bottom; <c>usage_curve</c> is the
/// bottom's usage during training, on the selection split, by tenths of the updates.
/// </summary>
public static class TrainVqVae
{
    public const string Name = "train-vqvae", Network = "network.safetensors", Reconstructions = "reconstructions.png", Histogram = "usage.png";

    internal static ImageFolder Kodak { get; } = new("kodak");

    private const int CurvePoints = 10, NoiseVectors = 2048;

    public static void Run(TrainVqVaeSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var pictures = CodedPictures.Load(settings.Data, settings.Content, cell, device);
        using var network = VqVae.Create(settings.Network, cell.Seed.Derive("network"));
        network.to(device);
        if (settings.FirstCodes != FirstCodes.Pictures)
            InitialiseFromNoise(network, pictures.Train, settings, cell.Seed.Derive("noise"));
        Train(network, pictures, settings, cell);

        cell.Report("measuring reconstructions", 0.97);
        RecordBudget(cell, settings);
        var evaluation = Evaluation.Of(network, pictures.Report, settings.Data);
        evaluation.Record(cell);
        if (settings.KodakSide is { } side)
            Evaluation.Of(network, Normalised(Kodak.Load(cell.DataRoot, side).Images.ToTensor(device), settings), settings.Data).RecordErrors(cell, "kodak.");
        evaluation.SaveReconstructions(cell.NewArtefact(Reconstructions));
        UsageHistogram.Save(cell.NewArtefact(Histogram), evaluation.Usage);
        StateDictionary.Save(network, cell.NewArtefact(Network));
    }

    private static void Train(VqVae network, CodedPictures pictures, TrainVqVaeSettings settings, ICell cell)
    {
        var total = settings.Training.Updates;
        var curve = new List<double>();
        VqVaeTraining.Train(network, pictures.Train, settings.Training, cell.Seed.Derive("training"),
            (update, loss) =>
            {
                cell.Report("training", 0.95 * update / total, loss);
                if (update * CurvePoints / total > curve.Count)
                    curve.Add(network.Usage(pictures.Select, Evaluation.BatchSize)[0].Used);
            }, cell.Cancellation);
        for (var i = 0; i < curve.Count; i++)
            cell.Record("usage_curve", curve[i], index: i + 1);
        cell.Record("usage_curve_mean", curve.Average());
    }

    private static void InitialiseFromNoise(VqVae network, Tensor pictures, TrainVqVaeSettings settings, Seed seed)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var generator = seed.Generator();
        Tensor Normal(params long[] shape) => randn(shape, generator: generator).to(pictures.device);

        network.train();
        if (settings.FirstCodes == FirstCodes.NoisePictures) // as the reference's count of operations does before training, by mistake
            network.Pass(Normal([settings.Training.BatchSize, .. pictures.shape[1..]]));
        else
            foreach (var codebook in network.Quantizers.Select(quantizer => quantizer.Codebook))
                codebook.InitialiseFrom(Normal(NoiseVectors, codebook.Codes.shape[1]));
    }

    private static void RecordBudget(ICell cell, TrainVqVaeSettings settings)
    {
        cell.Record("bits", Budget.Bits(settings.Network, settings.Data.ImageSize), "bit");
        cell.Record("parameters", Budget.Parameters(settings.Network));
    }

    private static Tensor Normalised(Tensor pictures, TrainVqVaeSettings settings) => (pictures - settings.Data.Mean) / settings.Data.Std;
}
