using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models.Vit;

/// <summary>Pictures as rows of square patches and back; within a patch rows, columns and then channels.</summary>
public static class Patches
{
    /// <summary>N×C×H×W → N×L×(P²·C).</summary>
    public static Tensor Of(Tensor images, int patchSize)
    {
        using var scope = NewDisposeScope();
        var (n, c, h, w) = (images.shape[0], images.shape[1], images.shape[2] / patchSize, images.shape[3] / patchSize);
        return images.reshape(n, c, h, patchSize, w, patchSize).permute(0, 2, 4, 3, 5, 1).reshape(n, h * w, patchSize * patchSize * c)
            .MoveToOuterDisposeScope();
    }

    /// <summary>N×L×(P²·C) of a square picture → N×C×H×W.</summary>
    public static Tensor Join(Tensor patches, int patchSize)
    {
        using var scope = NewDisposeScope();
        var (n, side, c) = (patches.shape[0], (long)Math.Sqrt(patches.shape[1]), patches.shape[2] / (patchSize * patchSize));
        return patches.reshape(n, side, side, patchSize, patchSize, c).permute(0, 5, 1, 3, 2, 4).reshape(n, c, side * patchSize, side * patchSize)
            .MoveToOuterDisposeScope();
    }
}
