using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Quantization;

/// <summary>The rotation trick (Fifty et al. 2024, arXiv 2410.06424, section 4.2).</summary>
internal static class RotationTrick
{
    private const double Epsilon = 1e-6;

    /// <summary>
    /// <paramref name="codes"/> in value; for the gradient, <paramref name="rows"/> under the constant rotation and scale that
    /// carry them there: N×D, N×D → N×D.
    /// </summary>
    public static Tensor Carry(Tensor rows, Tensor codes)
    {
        using var scope = NewDisposeScope();
        var (x, q) = (rows.detach(), codes.detach());
        var (xNorm, qNorm) = (Norm(x), Norm(q)); // N×1
        var (u, v) = (x / xNorm.clamp_min(Epsilon), q / qNorm.clamp_min(Epsilon));
        var w = u + v;
        w = w / Norm(w).clamp_min(Epsilon);
        var rotated = rows - 2 * Dot(rows, w) * w + 2 * Dot(rows, u) * v;
        return (rotated * (qNorm / xNorm.clamp_min(Epsilon))).MoveToOuterDisposeScope();
    }

    private static Tensor Norm(Tensor x) => Dot(x, x).sqrt();

    private static Tensor Dot(Tensor a, Tensor b) => (a * b).sum(1L, keepdim: true);
}
