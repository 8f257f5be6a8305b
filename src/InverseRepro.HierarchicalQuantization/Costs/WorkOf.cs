using InverseRepro.HierarchicalQuantization.Budgets;
using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.HierarchicalQuantization.Experiments;
using InverseRepro.HierarchicalQuantization.Measuring;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Quantization;
using InverseRepro.Vision.Splits;

namespace InverseRepro.HierarchicalQuantization.Costs;

/// <summary>The work of each experiment.</summary>
internal static class WorkOf
{
    private const double Float = 4;

    // Copies of a picture between file and network: as read, drawn, as tensors, normalised; and of what is reported on, clipped.
    private const double PictureCopies = 10;

    // Numbers kept for the backward pass for each of a convolution's output, and copies of distances and one-hot choices.
    private const double KeptPerOutput = 4, DistanceCopies = 4;

    // The selection split is coded at each tenth of the updates.
    private const int Selections = 10;

    // Counted at scale micro: an update's forward pass of a single level has 99 operators, 22 of them its eleven convolutions', of two
    // levels 170. Backward passes are taken for twice that where there is one; Adam comes besides.
    private const double OperatorsOfConvolution = 12, OperatorsOfQuantizer = 130, OperatorsOfUpdate = 30;

    // What is measured of the top level: so many updates of a small predictor, each after a forward pass.
    private const double PredictorUpdates = 150, OperatorsOfPrediction = 250;

    // Seen on one core, for each number of a picture and its reconstruction: of small pictures, and of photographs; and a file decoded.
    private const double MetricSeconds = 1.5e-7, PhotographMetricSeconds = 3e-7, DecodeSeconds = 5e-3;

    // As many are decoded at once, assumed.
    private const double Cores = 8;

    private const int ObserverConvolutions = 4, PhotographsOfKodak = 24;

    public static Work Training(TrainVqVaeSettings s)
    {
        double forward = Macs(s.Network, s.Data.ImageSize), trained = (double)s.Training.Updates * s.Training.BatchSize;
        return new Work(3 * forward * trained + forward * (s.Data.Report + Selections * s.Data.Select),
            PictureBytes(s.Data, s.Folder) + Float * Math.Max(s.Training.BatchSize, Evaluation.BatchSize) * Activations(s.Network, s.Data.ImageSize)
                + DistanceBytes(s.Network, s.Data.ImageSize, s.Training.BatchSize))
        {
            Operators = s.Training.Updates * Operators(s.Network) + (s.Network.TopCodes > 1 ? PredictorUpdates * OperatorsOfPrediction : 0),
            HostSeconds = LoadSeconds(s.Data, s.Folder) + MetricSecondsOf(s.Data) * s.Data.Report * Numbers(s.Data)
                + (s.Photographs ?? []).Sum(PhotographSeconds),
        };
    }

    /// <summary>The observer's three convolutions: about 750 multiply-accumulates for each pixel at width 16, going with its square.</summary>
    public static Work Training(TrainObserverSettings s)
    {
        double pixels = (double)s.Data.ImageSize * s.Data.ImageSize, forward = pixels * (12 * s.Width + 2.25 * s.Width * s.Width);
        return new Work(3 * forward * s.Updates * s.BatchSize, PictureBytes(s.Data, s.Folder) + Float * KeptPerOutput * s.BatchSize * pixels * s.Width)
        {
            Operators = s.Updates * (ObserverConvolutions * OperatorsOfConvolution + OperatorsOfUpdate),
            HostSeconds = LoadSeconds(s.Data, s.Folder),
        };
    }

    public static Work Quantising(QuantizeGaussiansSettings s) =>
        new(2.0 * s.Iterations * s.Vectors * s.Codes * s.Widths.Sum(), Float * DistanceCopies * s.Vectors * s.Codes);

    /// <summary>Reading what other cells measured.</summary>
    public static Work Reading { get; } = new(0, 0);

    /// <summary>Of one update.</summary>
    private static double Operators(VqVaeSettings network) => OperatorsOfUpdate
        + OperatorsOfConvolution * Convolution.Of(network).Count() + OperatorsOfQuantizer * (network.TopCodes is null ? 1 : 2);

    /// <summary>Photographs are cut to squares when they are read.</summary>
    private static double LoadSeconds(ImageDataSettings data, PhotographFolder? folder) =>
        folder is null ? ImageSplits.LoadSeconds(data) : (data.Train + data.Select + data.Report) * DecodeSeconds / Cores;

    private static double PhotographSeconds(CodedPhotographs photographs) =>
        PhotographsOfKodak * (DecodeSeconds + PhotographMetricSeconds * 3 * photographs.Side * photographs.Side);

    private static double MetricSecondsOf(ImageDataSettings data) => data.ImageSize <= Evaluation.SmallPicture ? MetricSeconds : PhotographMetricSeconds;

    private static double Numbers(ImageDataSettings data) => (double)data.Channels * data.ImageSize * data.ImageSize;

    /// <summary>Multiply-accumulates of one picture's forward pass, the search for codes included.</summary>
    private static double Macs(VqVaeSettings network, int imageSize) =>
        Convolution.Of(network).Sum(c => c.Macs(imageSize)) + Distances(network, imageSize) * network.Codebook.CodeDim;

    private static double Activations(VqVaeSettings network, int imageSize) =>
        KeptPerOutput * Convolution.Of(network).Sum(c => c.To * c.Positions(imageSize));

    private static double DistanceBytes(VqVaeSettings network, int imageSize, int batch) =>
        Float * DistanceCopies * Math.Min(NearestCode.PairsAtOnce, batch * Distances(network, imageSize));

    /// <summary>Pairs of a picture's vectors and the codes.</summary>
    private static double Distances(VqVaeSettings network, int imageSize)
    {
        double Positions(int stride) => (double)imageSize / stride * imageSize / stride;
        return Positions(Convolution.BottomStride) * network.Codes + Positions(Convolution.TopStride) * (network.TopCodes ?? 0);
    }

    private static double PictureBytes(ImageDataSettings data, PhotographFolder? folder)
    {
        double numbers = Numbers(data), trained = data.Train + data.Select;
        return numbers * (folder is null ? Float * PictureCopies * (trained + data.Report) : trained + Float * PictureCopies * data.Report);
    }
}
