using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Experiments;
using InverseRepro.FeatureInversion.Experiments.Published;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision.Splits;
using TorchSharp;

namespace InverseRepro.FeatureInversion.Costs;

/// <summary>The work of each experiment. Selection, and pictures that artefacts show, are left out.</summary>
internal static class WorkOf
{
    private const double Float = 4;

    // Numbers kept for the backward pass: for each of a layer's output, and for each of a picture by the inverse backbone.
    private const double KeptPerOutput = 20, KeptPerPixel = 120;

    // A published target, and its inverse modules with gradients, two moments and the best copy: about 90 million parameters each.
    private const double PublishedParameterBytes = 6 * Float * 9e7;

    // Counted at scale micro: a transformer block's forward pass has 19 operators where attention is not fused. Its backward pass is
    // taken for twice that; clipping and Adam come besides, and for each update what is done to a batch.
    private const double OperatorsOfLayer = 60, OperatorsOfUpdate = 50;

    // Seen on one core, for each number of a picture and its reconstruction from one stage: all metrics on small pictures and on
    // photographs; recolouring and comparing colours.
    private const double MetricSeconds = 2.4e-7, PhotographMetricSeconds = 3.2e-7, ColourSeconds = 3.5e-8;

    // Those of a probe, and none. Two of them turn hues by a known angle, so that the colours of every stage are compared.
    private const int Filters = 7;

    private static double Compared(Architecture architecture) => 1 + architecture.Stages.Count / 3.0;

    // Photographs are decoded and measured by eight cores, assumed.
    private const double Cores = 8, DecodeSeconds = 1.0 / 150;

    public static Work Training(TrainTargetSettings s) => new(
        Work.Training(s.Architecture.TargetMacs(), (double)s.Data.Train * s.Training.Epochs), Pictures(s.Data) + Activations(s.Architecture, s.Training.BatchSize))
    {
        Operators = Updates(s.Data.Train, s.Training.Epochs, s.Training.BatchSize) * Operators(s.Architecture.Layers.Count),
        HostSeconds = ImageSplits.LoadSeconds(s.Data),
    };

    /// <summary>Every decoder layer has losses of its own, about as many operators as three layers have.</summary>
    public static Work Training(TrainDetectorSettings s) => new(
        Work.Training(s.Architecture.TargetMacs(), (double)s.Data.Train * s.Training.Epochs),
        PictureBytes(s.Data.ImageSize, 3, s.Data.Train + s.Data.Select + s.Data.Report) + Activations(s.Architecture, s.Training.BatchSize))
    {
        Operators = Updates(s.Data.Train, s.Training.Epochs, s.Training.BatchSize) * Operators(s.Architecture.Layers.Count + 3 * s.Architecture.Network.DecoderLayers),
        HostSeconds = ImageSplits.LoadSeconds(s.Data.ToImages()),
    };

    /// <summary>A small convolutional network: about 700 multiply-accumulates for each pixel and channel of its first layer, a third of a transformer's operators.</summary>
    public static Work Training(ImageDataSettings data, int width, SupervisedTrainingSettings training) => new(
        Work.Training(700.0 * width * data.ImageSize * data.ImageSize, (double)data.Train * training.Epochs),
        Pictures(data) + 100.0 * training.BatchSize * width * data.ImageSize * data.ImageSize)
    {
        Operators = Updates(data.Train, training.Epochs, training.BatchSize) * Operators(layers: 2),
        HostSeconds = ImageSplits.LoadSeconds(data),
    };

    public static Work Modular(InversionSettings s) => Inversion(s, s.Architecture.InverseMacs().Sum(), s.Architecture.InverseLayers());

    public static Work EndToEnd(InversionSettings s) => Inversion(s, Chains(s.Architecture.InverseMacs()).Sum(), Chains(s.Architecture.InverseLayers()));

    public static Work Timing(InversionCostSettings s)
    {
        double rounds = s.Rounds + s.WarmUp + 1;
        var layers = s.Inversion.Architecture.InverseLayers();
        return new Work(rounds * 3 * (InversionCost.ModularMacs(s.Inversion) + 1.5 * InversionCost.EndToEndMacs(s.Inversion)),
            2 * Activations(s.Inversion.Architecture, s.Inversion.Training.BatchSize))
        {
            Operators = rounds * (layers.Sum(Operators) + 1.5 * Chains(layers).Sum(Operators)),
        };
    }

    /// <summary>Products of features of all pairs of layers are left out: they are small here.</summary>
    public static Work Comparison(InversionSettings s) => new(s.Data.Report * s.Architecture.TargetMacs(), Pictures(s.Data) + Activations(s.Architecture, batch: 32))
    {
        HostSeconds = ImageSplits.LoadReportSeconds(s.Data),
    };

    /// <summary>So many passes of the pictures through the target and the whole chain, whose colours are compared at every stage.</summary>
    public static Work Probe(ProbeSettings s, int passes) => new(
        passes * s.Pictures.Report * (s.Inversion.Architecture.TargetMacs() + s.Inversion.Architecture.InverseMacs().Sum()),
        Pictures(s.Pictures) + Activations(s.Inversion.Architecture, batch: 32))
    {
        HostSeconds = ImageSplits.LoadReportSeconds(s.Pictures) + passes * s.Pictures.Report * ColourSeconds * Numbers(s.Pictures) * Compared(s.Inversion.Architecture),
    };

    /// <summary>Of every layer and of the same in disorder; errors, all that is measured, are held against those of the mean training picture.</summary>
    public static Work Decoding(ProbeSettings s) => Probe(s, 2 * s.Inversion.Architecture.Layers.Count) with { HostSeconds = ImageSplits.LoadSeconds(s.Pictures) };

    public static Work Modular(PublishedInversionSettings s) => Published(s, s.Architecture.InverseMacs().Sum(), s.Architecture.InverseLayers(), passes: 1);

    public static Work EndToEnd(PublishedInversionSettings s)
    {
        var macs = s.Architecture.InverseMacs();
        return Published(s, Chains(macs).Sum(), Chains(s.Architecture.InverseLayers()), passes: macs.Count);
    }

    /// <summary>The target sees every recolouring, and the pictures for each of two questions; the chain decodes those and every layer, also in disorder.</summary>
    public static Work Probe(PublishedProbeSettings s)
    {
        var (inversion, architecture, shown) = (s.Inversion, s.Inversion.Architecture, (double)s.Inversion.Pictures.Report);
        return new Work(shown * ((Filters + 2) * architecture.TargetMacs() + (Filters + 2 * architecture.Layers.Count) * architecture.InverseMacs().Sum()),
            PublishedParameterBytes + Activations(architecture, inversion.Training.BatchSize))
        {
            HostSeconds = shown * (DecodeSeconds / Cores + Filters * ColourSeconds * Numbers(inversion.Pictures) * Compared(architecture)),
        };
    }

    /// <summary>Products of the features of all pairs of layers: of tokens D², of pictures about the same.</summary>
    public static Work Comparison(PublishedSimilaritySettings s)
    {
        var (architecture, pictures) = (s.Inversion.Architecture, s.Inversion.Pictures.Report);
        var (layers, numbers) = (architecture.Layers.Count, StageNumbers(architecture) / architecture.Stages.Count);
        return new Work(pictures * (architecture.TargetMacs() + layers * layers / 2.0 * numbers * architecture.StageShapes().Max(shape => shape[^1])),
            PublishedParameterBytes / 6 + 2 * Float * s.GroupSize * layers * numbers)
        {
            HostSeconds = pictures * DecodeSeconds / Cores,
        };
    }

    /// <summary>Representations that fit neither memory nor disk are computed, and their pictures decoded, once an epoch and pass.</summary>
    private static Work Published(PublishedInversionSettings s, double macsOfAllStages, IEnumerable<int> layersOfAllStages, int passes)
    {
        double pictures = s.Pictures.Train ?? Left(s.Pictures), shown = pictures * s.Training.Epochs;
        var bytes = Float * pictures * StageNumbers(s.Architecture);
        var represented = bytes > Representations.DiskBound ? shown * passes : pictures;
        var decoded = bytes <= Representations.MemoryBound(DeviceType.CUDA) ? pictures : shown * passes;
        return new Work(
            s.Architecture.TargetMacs() * represented + Work.Training(macsOfAllStages, shown),
            PublishedParameterBytes + (bytes <= Representations.MemoryBound(DeviceType.CUDA) ? bytes : 0)
                + Activations(s.Architecture, s.Training.BatchSize, 3.0 * s.Pictures.Height * s.Pictures.Width))
        {
            Operators = Updates(pictures, s.Training.Epochs, s.Training.BatchSize) * layersOfAllStages.Sum(Operators),
            HostSeconds = (decoded * DecodeSeconds + s.Pictures.Report * s.Architecture.Stages.Count * PhotographMetricSeconds * Numbers(s.Pictures)) / Cores,
        };
    }

    /// <summary>Pictures to train on, less those that are chosen and, where a sample has one part only, reported by.</summary>
    private static double Left(PhotographSettings pictures) => pictures.Collection switch
    {
        PictureCollection.ImageNet1k => 1_281_167 - pictures.Select,
        PictureCollection.ImageNetSample => 1_000 - pictures.Select - pictures.Report,
        PictureCollection.Coco2017 => 118_287 - pictures.Select,
        _ => 59 - pictures.Select,
    };

    private static Work Inversion(InversionSettings s, double macsOfAllStages, IEnumerable<int> layersOfAllStages)
    {
        double pictures = s.Data.Train, all = s.Data.Train + s.Data.Select + s.Data.Report;
        return new Work(
            s.Architecture.TargetMacs() * all + Work.Training(macsOfAllStages, pictures * s.Training.Epochs),
            Pictures(s.Data) + Math.Min(Float * all * StageNumbers(s.Architecture), Representations.MemoryBound(DeviceType.CPU)) + Activations(s.Architecture, s.Training.BatchSize))
        {
            Operators = Updates(pictures, s.Training.Epochs, s.Training.BatchSize) * layersOfAllStages.Sum(Operators),
            HostSeconds = ImageSplits.LoadSeconds(s.Data) + MetricSeconds * s.Data.Report * s.Architecture.Stages.Count * Numbers(s.Data),
        };
    }

    /// <summary>Of one update of a network.</summary>
    private static double Operators(int layers) => OperatorsOfUpdate + OperatorsOfLayer * layers;

    private static double Updates(double pictures, int epochs, int batch) => epochs * Math.Floor(pictures / batch);

    /// <summary>Of the chains from every stage: sums of the first, the first two, …</summary>
    private static IEnumerable<double> Chains(IReadOnlyList<double> modules) => modules.Select((_, k) => modules.Take(k + 1).Sum());

    private static IEnumerable<int> Chains(IReadOnlyList<int> modules) => modules.Select((_, k) => modules.Take(k + 1).Sum());

    /// <summary>Numbers of z₁ … z_S for one picture.</summary>
    private static double StageNumbers(Architecture architecture) => architecture.StageShapes().Sum(shape => shape.Aggregate(1.0, (n, side) => n * side));

    private static double Numbers(ImageDataSettings data) => (double)data.Channels * data.ImageSize * data.ImageSize;

    private static double Numbers(PhotographSettings pictures) => 3.0 * pictures.Height * pictures.Width;

    /// <summary>Bytes that the backward pass of a batch through the inverse modules holds on to.</summary>
    private static double Activations(Architecture architecture, double batch, double pixels) => Float * batch
        * Math.Max(KeptPerOutput * architecture.Layers.Count / architecture.Stages.Count * StageNumbers(architecture), KeptPerPixel * pixels);

    private static double Activations(Architecture architecture, int batch) => Activations(architecture, batch, pixels: 0);

    private static double Pictures(ImageDataSettings data) => PictureBytes(data.ImageSize, data.Channels, data.Train + data.Select + data.Report);

    // As read, and normalised.
    private static double PictureBytes(int size, int channels, double count) => 2 * Float * count * channels * size * size;
}
