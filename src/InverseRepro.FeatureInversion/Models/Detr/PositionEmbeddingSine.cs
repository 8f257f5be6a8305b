using InverseRepro.Engine;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>
/// Sines and cosines of a pixel's row, then of its column (facebookresearch/detr <c>position_encoding.py</c>), both counted
/// over the pixels that are not padding; even channels are sines, odd ones the cosines of the same frequency.
/// </summary>
/// <param name="Features">Channels for each axis, an even number.</param>
/// <param name="Normalise">Whether rows and columns are scaled to (0, 2π].</param>
public sealed record PositionEmbeddingSine(int Features, bool Normalise = true)
{
    private const float Temperature = 10000;
    private const double Epsilon = 1e-6;

    /// <summary>mask: N×H×W, true on padding → N×2F×H×W.</summary>
    public Tensor Of(Tensor mask)
    {
        using var scope = NewDisposeScope();
        var valid = mask.logical_not();
        var wavelengths = tensor(Temperature).Upload(mask.device)
            .pow(arange(Features / 2, ScalarType.Float32, mask.device) * 2 / Features); // F/2
        Tensor Axis(long dim)
        {
            var position = valid.cumsum(dim, ScalarType.Float32); // N×H×W
            if (Normalise)
                position = position / (position.narrow(dim, position.shape[dim] - 1, 1) + Epsilon) * (2 * Math.PI);
            var angle = position.unsqueeze(3) / wavelengths; // N×H×W×F/2
            return stack([angle.sin(), angle.cos()], 4).flatten(3); // N×H×W×F
        }

        return scope.MoveToOuter(cat([Axis(1), Axis(2)], 3).permute(0, 3, 1, 2)); // N×2F×H×W
    }

    /// <summary>The positions of a grid without padding as tokens of <paramref name="width"/> channels, row by row: L×1×D.</summary>
    public static Tensor OfGrid((int Rows, int Columns) grid, int width)
    {
        using var scope = NewDisposeScope();
        var mask = zeros([1, grid.Rows, grid.Columns], ScalarType.Bool);
        return scope.MoveToOuter(new PositionEmbeddingSine(width / 2).Of(mask).flatten(2).permute(2, 0, 1).contiguous());
    }
}
