using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Measuring;

/// <summary>What a decoder without a latent could do.</summary>
internal static class MeanPicture
{
    /// <summary>Mean squared error of the mean training picture on the report split, of images in [0, 1].</summary>
    public static double Error(ImageSplits splits, ImageDataSettings data)
    {
        using var scope = NewDisposeScope();
        return data.Std * data.Std * (splits.Report.Images - splits.Train.Images.mean([0], true)).pow(2).mean().item<float>();
    }
}
