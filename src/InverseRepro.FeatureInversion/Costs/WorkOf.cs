using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Experiments;
using InverseRepro.FeatureInversion.Experiments.Published;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision.Splits;
using TorchSharp;

namespace InverseRepro.FeatureInversion.Costs;

/// <summary>The work of each experiment. Metrics, rendering and selection are left out.</summary>
internal static class WorkOf
{
    private const double Float = 4;

    // Numbers kept for the backward pass: for each of a layer's output, and for each of a picture by the inverse backbone.
    private const double KeptPerOutput = 20, KeptPerPixel = 120;

    // A published target, and its inverse modules with gradients, two moments and the best copy: about 90 million parameters each.
    private const double PublishedParameterBytes = 6 * Float * 9e7;

    public static Work Training(TrainTargetSettings s) => Training(s.Architecture, s.Data, s.Training.Epochs, s.Training.BatchSize);

    public static Work Training(TrainDetectorSettings s) => new(
        Work.Training(s.Architecture.TargetMacs(), (double)s.Data.Train * s.Training.Epochs),
        PictureBytes(s.Data.ImageSize, 3, s.Data.Train + s.Data.Select + s.Data.Report) + Activations(s.Architecture, s.Training.BatchSize));

    /// <summary>A small convolutional network: about 700 multiply-accumulates for each pixel and channel of its first layer.</summary>
    public static Work Training(ImageDataSettings data, int width, SupervisedTrainingSettings training) => new(
        Work.Training(700.0 * width * data.ImageSize * data.ImageSize, (double)data.Train * training.Epochs),
        Pictures(data) + 100.0 * training.BatchSize * width * data.ImageSize * data.ImageSize);

    public static Work Modular(InversionSettings s) => Inversion(s, s.Architecture.InverseMacs().Sum());

    public static Work EndToEnd(InversionSettings s)
    {
        var macs = s.Architecture.InverseMacs();
        return Inversion(s, macs.Select((_, k) => macs.Take(k + 1).Sum()).Sum());
    }

    public static Work Timing(InversionCostSettings s) => new(
        (s.Rounds + s.WarmUp + 1) * 3 * (InversionCost.ModularMacs(s.Inversion) + 1.5 * InversionCost.EndToEndMacs(s.Inversion)),
        2 * Activations(s.Inversion.Architecture, s.Inversion.Training.BatchSize));

    /// <summary>So many passes of the report split through the target and the whole chain.</summary>
    public static Work Probe(InversionSettings s, int passes) => new(
        passes * s.Data.Report * (s.Architecture.TargetMacs() + s.Architecture.InverseMacs().Sum()),
        Pictures(s.Data) + Activations(s.Architecture, batch: 32));

    /// <summary>Numbers of z₁ … z_S for one picture.</summary>
    private static double StageNumbers(Architecture architecture) => architecture.StageShapes().Sum(shape => shape.Aggregate(1.0, (n, side) => n * side));

    /// <summary>Bytes that the backward pass of a batch through the inverse modules holds on to.</summary>
    private static double Activations(Architecture architecture, double batch, double pixels) => Float * batch
        * Math.Max(KeptPerOutput * architecture.Layers.Count / architecture.Stages.Count * StageNumbers(architecture), KeptPerPixel * pixels);

    private static double Activations(Architecture architecture, int batch) => Activations(architecture, batch, pixels: 0);

    public static Work Modular(PublishedInversionSettings s) => Published(s, s.Architecture.InverseMacs().Sum(), passes: 1);

    public static Work EndToEnd(PublishedInversionSettings s)
    {
        var macs = s.Architecture.InverseMacs();
        return Published(s, macs.Select((_, k) => macs.Take(k + 1).Sum()).Sum(), passes: macs.Count);
    }

    public static Work Probe(PublishedProbeSettings s)
    {
        var (inversion, passes) = (s.Inversion, 9 + 2 * s.Inversion.Architecture.Layers.Count);
        return new Work(passes * inversion.Pictures.Report * (inversion.Architecture.TargetMacs() + inversion.Architecture.InverseMacs().Sum()),
            PublishedParameterBytes + Activations(inversion.Architecture, inversion.Training.BatchSize), inversion.Pictures.Report);
    }

    /// <summary>Products of the features of all pairs of layers: of tokens D², of pictures about the same.</summary>
    public static Work Comparison(PublishedSimilaritySettings s)
    {
        var (architecture, pictures) = (s.Inversion.Architecture, s.Inversion.Pictures.Report);
        var (layers, numbers) = (architecture.Layers.Count, StageNumbers(architecture) / architecture.Stages.Count);
        return new Work(pictures * (architecture.TargetMacs() + layers * layers / 2.0 * numbers * architecture.StageShapes().Max(shape => shape[^1])),
            PublishedParameterBytes / 6 + 2 * Float * s.GroupSize * layers * numbers, pictures);
    }

    /// <summary>Representations that fit neither memory nor disk are computed, and their pictures decoded, once an epoch and pass.</summary>
    private static Work Published(PublishedInversionSettings s, double macsOfAllStages, int passes)
    {
        double pictures = s.Pictures.Train ?? Count(s.Pictures.Collection), shown = pictures * s.Training.Epochs;
        var bytes = Float * pictures * StageNumbers(s.Architecture);
        var represented = bytes > Representations.DiskBound ? shown * passes : pictures;
        return new Work(
            s.Architecture.TargetMacs() * represented + Work.Training(macsOfAllStages, shown),
            PublishedParameterBytes + (bytes <= Representations.MemoryBound(DeviceType.CUDA) ? bytes : 0)
                + Activations(s.Architecture, s.Training.BatchSize, 3.0 * s.Pictures.Height * s.Pictures.Width),
            bytes <= Representations.MemoryBound(DeviceType.CUDA) ? pictures : shown * passes);
    }

    private static double Count(PictureCollection collection) => collection switch
    {
        PictureCollection.ImageNet1k => 1_281_167,
        PictureCollection.ImageNetSample => 1_000,
        PictureCollection.Coco2017 => 118_287,
        _ => 59,
    };

    private static Work Training(Architecture architecture, ImageDataSettings data, int epochs, int batch) => new(
        Work.Training(architecture.TargetMacs(), (double)data.Train * epochs), Pictures(data) + Activations(architecture, batch));

    private static Work Inversion(InversionSettings s, double macsOfAllStages)
    {
        double pictures = s.Data.Train, all = s.Data.Train + s.Data.Select + s.Data.Report;
        return new Work(
            s.Architecture.TargetMacs() * all + Work.Training(macsOfAllStages, pictures * s.Training.Epochs),
            Pictures(s.Data) + Math.Min(Float * all * StageNumbers(s.Architecture), Representations.MemoryBound(DeviceType.CPU)) + Activations(s.Architecture, s.Training.BatchSize));
    }

    private static double Pictures(ImageDataSettings data) => PictureBytes(data.ImageSize, data.Channels, data.Train + data.Select + data.Report);

    // As read, and normalised.
    private static double PictureBytes(int size, int channels, double count) => 2 * Float * count * channels * size * size;
}
