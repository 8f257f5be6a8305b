using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training.Detection;

/// <summary>How far predicted boxes are from the true ones; boxes are M×4: centre x, y, width, height.</summary>
public static class BoxLoss
{
    /// <summary>The sum of absolute differences.</summary>
    public static Tensor L1(Tensor predicted, Tensor truth) => (predicted - truth).abs().sum();

    /// <summary>The sum of 1 − generalised IoU over the pairs.</summary>
    public static Tensor Giou(Tensor predicted, Tensor truth)
    {
        using var scope = NewDisposeScope();
        var (a, b) = (Corners(predicted), Corners(truth));
        var intersection = Area(maximum(a.First, b.First), minimum(a.Last, b.Last)); // M
        var union = Area(a.First, a.Last) + Area(b.First, b.Last) - intersection;
        var hull = Area(minimum(a.First, b.First), maximum(a.Last, b.Last));
        var giou = intersection / union - (hull - union) / hull;
        return scope.MoveToOuter((1 - giou).sum());
    }

    private static (Tensor First, Tensor Last) Corners(Tensor boxes) // M×2 each
    {
        var (centre, size) = (boxes.narrow(1, 0, 2), boxes.narrow(1, 2, 2));
        return (centre - size / 2, centre + size / 2);
    }

    private static Tensor Area(Tensor first, Tensor last) => (last - first).clamp_min(0).prod(1); // M
}
