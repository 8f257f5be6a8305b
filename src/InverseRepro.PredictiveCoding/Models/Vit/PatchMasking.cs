using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models.Vit;

/// <summary>Which patches an encoder sees and in what order (He et al. 2022, masked autoencoders).</summary>
/// <param name="Kept">N×kept, int64: the patches in the order of the encoder's tokens.</param>
/// <param name="Restore">N×L, int64: where each patch is in the shuffled order.</param>
/// <param name="Mask">N×L, float32: 0 kept, 1 removed.</param>
public sealed record PatchMasking(Tensor Kept, Tensor Restore, Tensor Mask)
{
    /// <summary>Keeps the patches with the lowest noise, in ascending order of it; the reference shuffles so at ratio 0 too.</summary>
    /// <param name="noise">N×L.</param>
    /// <param name="ratio">Share of the patches that is removed, rounded up to whole patches.</param>
    public static PatchMasking FromNoise(Tensor noise, double ratio)
    {
        using var scope = NewDisposeScope();
        var kept = (long)(noise.shape[1] * (1 - ratio));
        var order = noise.argsort(1);
        var restore = order.argsort(1);
        var masking = new PatchMasking(order.narrow(1, 0, kept), restore, restore.ge(kept).to(ScalarType.Float32));
        scope.MoveToOuter(masking.Kept, masking.Restore, masking.Mask);
        return masking;
    }
}
