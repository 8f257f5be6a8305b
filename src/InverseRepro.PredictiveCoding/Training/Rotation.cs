using InverseRepro.Engine;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Training;

/// <summary>Turns pictures by one angle, each pixel taken from the nearest, as torchvision's random rotation does.</summary>
public static class Rotation
{
    /// <param name="images">N×C×H×W.</param>
    /// <param name="outside">What pixels get that come from outside the picture.</param>
    public static Tensor Turn(Tensor images, double degrees, double outside)
    {
        using var scope = NewDisposeScope();
        var (height, width) = ((int)images.shape[2], (int)images.shape[3]);
        var border = full(images.shape[0], images.shape[1], 1, (float)outside, device: images.device);
        var pixels = cat([images.flatten(2), border], 2); // N×C×(HW + 1)
        var sources = tensor(Sources(height, width, degrees)).Upload(images.device);
        return scope.MoveToOuter(pixels.index_select(2, sources).view(images.shape));
    }

    /// <summary>Where each pixel comes from; H·W where that is outside.</summary>
    private static long[] Sources(int height, int width, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var (middleX, middleY) = ((width - 1) / 2.0, (height - 1) / 2.0);
        return [.. Enumerable.Range(0, height * width).Select(pixel =>
        {
            var (x, y) = (pixel % width - middleX, pixel / width - middleY);
            var (column, row) = ((long)Math.Round(cos * x - sin * y + middleX), (long)Math.Round(sin * x + cos * y + middleY));
            return column >= 0 && column < width && row >= 0 && row < height ? row * width + column : height * width;
        })];
    }
}
