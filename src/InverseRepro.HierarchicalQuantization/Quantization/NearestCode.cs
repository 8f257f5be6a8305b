using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Quantization;

/// <summary>Assignment of vectors to codes.</summary>
internal static class NearestCode
{
    /// <summary>The nearest code by Euclidean distance, the first of equals: N×D, K×D → N (int64).</summary>
    public static Tensor Of(Tensor rows, Tensor codes)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        return Distances(rows, codes).argmin(1).MoveToOuterDisposeScope();
    }

    /// <summary>How often each code was chosen and the sum of the vectors that chose it: N×D, N → K, K×D.</summary>
    /// <remarks>A product with the one-hot assignment: the same sums on every run, which adding at indices is not on a GPU.</remarks>
    public static (Tensor Counts, Tensor Sums) Totals(Tensor rows, Tensor indices, int codes)
    {
        using var scope = NewDisposeScope();
        var ones = torch.ones([rows.shape[0], 1], dtype: rows.dtype, device: rows.device);
        var chosen = zeros([rows.shape[0], codes], dtype: rows.dtype, device: rows.device).scatter_(1, indices.unsqueeze(1), ones); // N×K
        return scope.MoveToOuter(chosen.sum(0L), chosen.t().matmul(rows));
    }

    // The square root is monotone but for rounding, and rounding decides between equals: it is taken as the reference does.
    private static Tensor Distances(Tensor rows, Tensor codes) => // N×K
        (rows.square().sum(1L, keepdim: true) + codes.square().sum(1L).unsqueeze(0) + rows.matmul(codes.t()) * -2).clamp_min(0).sqrt();
}
