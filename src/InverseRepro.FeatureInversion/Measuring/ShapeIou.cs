using InverseRepro.Engine.Training;
using InverseRepro.FeatureInversion.Models;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Measuring;

/// <summary>How well the main object's mask can still be found in pictures.</summary>
public static class ShapeIou
{
    private const int BatchSize = 128;

    /// <summary>Mean intersection over union of the predicted and the true mask, 0 to 1.</summary>
    /// <param name="images">N×C×H×W, normalised.</param>
    /// <param name="masks">H·W pixels for each image; none of them empty.</param>
    public static double Mean(MaskPredictor predictor, Tensor images, IReadOnlyList<bool[]> masks)
    {
        predictor.eval();
        using var noGrad = no_grad();
        var sum = 0.0;
        foreach (var (start, length) in Batches.InOrder((int)images.shape[0], BatchSize))
        {
            using var scope = NewDisposeScope();
            var predicted = predictor.forward(images.narrow(0, start, length)).gt(0).flatten(1).cpu().contiguous().data<bool>().ToArray();
            for (var i = 0; i < length; i++)
                sum += Iou(predicted.AsSpan(i * masks[0].Length, masks[0].Length), masks[start + i]);
        }
        return sum / images.shape[0];
    }

    private static double Iou(ReadOnlySpan<bool> predicted, bool[] mask)
    {
        int both = 0, either = 0;
        for (var p = 0; p < mask.Length; p++)
        {
            both += predicted[p] && mask[p] ? 1 : 0;
            either += predicted[p] || mask[p] ? 1 : 0;
        }
        return (double)both / either;
    }
}
