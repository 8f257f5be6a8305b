using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Patches;

/// <summary>Square patches cut out of images.</summary>
public static class PatchCropping
{
    /// <summary>
    /// images: N×C×H×W; at: N×L×2, pixels (x, y), int64 → N×L×C×p×p. A patch of size p covers the rows y − ⌊p/2⌋ … y − ⌊p/2⌋ + p − 1,
    /// and columns alike.
    /// </summary>
    /// <exception cref="ArgumentException">A patch would reach beyond its image.</exception>
    public static Tensor Crop(Tensor images, Tensor at, int size)
    {
        var (batch, channels, height, width) = (images.shape[0], images.shape[1], images.shape[2], images.shape[3]);
        using var scope = NewDisposeScope();
        var corner = at - size / 2; // N×L×2
        Check(corner, 0, width - size);
        Check(corner, 1, height - size);
        var steps = arange(size, ScalarType.Int64, at.device);
        var columns = corner.select(2, 0).view(batch, -1, 1, 1) + steps; // N×L×1×p
        var rows = corner.select(2, 1).view(batch, -1, 1, 1) + steps.unsqueeze(1); // N×L×p×1
        var pixels = (rows * width + columns).view(batch, 1, -1).expand(batch, channels, -1); // N×C×Lpp
        return scope.MoveToOuter(images.flatten(2).gather(2, pixels)
            .view(batch, channels, at.shape[1], size, size).transpose(1, 2).contiguous());
    }

    private static void Check(Tensor corner, int axis, long last)
    {
        var coordinates = corner.select(2, axis);
        var (least, most) = (coordinates.min().item<long>(), coordinates.max().item<long>());
        if (least < 0 || most > last)
            throw new ArgumentException($"Patches begin at {"xy"[axis]} = {least} … {most}; the image has room for 0 … {last}.");
    }
}
