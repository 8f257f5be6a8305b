using InverseRepro.HierarchicalQuantization.Budgets;
using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.HierarchicalQuantization.Experiments;
using InverseRepro.HierarchicalQuantization.Measuring;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Quantization;
using InverseRepro.Vision.Splits;

namespace InverseRepro.HierarchicalQuantization.Costs;

/// <summary>The work of each experiment. Metrics, decoding of files and what is measured of the top level are left out.</summary>
internal static class WorkOf
{
    private const double Float = 4;

    // Copies of a picture between file and network: as read, drawn, as tensors, normalised; and of what is reported on, clipped.
    private const double PictureCopies = 10;

    // Numbers kept for the backward pass for each of a convolution's output, and copies of distances and one-hot choices.
    private const double KeptPerOutput = 4, DistanceCopies = 4;

    // The selection split is coded at each tenth of the updates.
    private const int Selections = 10;

    public static Work Training(TrainVqVaeSettings s)
    {
        double forward = Macs(s.Network, s.Data.ImageSize), trained = (double)s.Training.Updates * s.Training.BatchSize;
        return new Work(3 * forward * trained + forward * (s.Data.Report + Selections * s.Data.Select), s.Training.Updates,
            PictureBytes(s.Data, s.Folder) + Float * Math.Max(s.Training.BatchSize, Evaluation.BatchSize) * Activations(s.Network, s.Data.ImageSize)
                + DistanceBytes(s.Network, s.Data.ImageSize, s.Training.BatchSize));
    }

    /// <summary>The observer's three convolutions: about 750 multiply-accumulates for each pixel at width 16, going with its square.</summary>
    public static Work Training(TrainObserverSettings s)
    {
        double pixels = (double)s.Data.ImageSize * s.Data.ImageSize, forward = pixels * (12 * s.Width + 2.25 * s.Width * s.Width);
        return new Work(3 * forward * s.Updates * s.BatchSize, s.Updates, PictureBytes(s.Data, s.Folder) + Float * KeptPerOutput * s.BatchSize * pixels * s.Width);
    }

    public static Work Quantising(QuantizeGaussiansSettings s) =>
        new(2.0 * s.Iterations * s.Vectors * s.Codes * s.Widths.Sum(), 0, Float * DistanceCopies * s.Vectors * s.Codes);

    /// <summary>Reading what other cells measured.</summary>
    public static Work Reading { get; } = new(0, 0, 0);

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
        double numbers = (double)data.Channels * data.ImageSize * data.ImageSize, trained = data.Train + data.Select;
        return numbers * (folder is null ? Float * PictureCopies * (trained + data.Report) : trained + Float * PictureCopies * data.Report);
    }
}
