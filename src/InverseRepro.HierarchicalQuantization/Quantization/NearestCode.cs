using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Quantization;

/// <summary>Assignment of vectors to codes.</summary>
internal static class NearestCode
{
    // At the paper's size a batch has two million vectors and up to 8,192 codes: 64 GiB of distances, of which so many are held at once.
    public const long PairsAtOnce = 1L << 27;

    /// <summary>The nearest code by Euclidean distance, the first of equals: N×D, K×D → N (int64).</summary>
    public static Tensor Of(Tensor rows, Tensor codes, long pairsAtOnce = PairsAtOnce)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        Tensor[] nearest = [.. Slices(rows.shape[0], codes.shape[0], pairsAtOnce).Select(slice =>
        {
            using var inner = NewDisposeScope();
            return Distances(rows.narrow(0, slice.Start, slice.Length), codes).argmin(1).MoveToOuterDisposeScope();
        })];
        return (nearest.Length == 1 ? nearest[0] : cat(nearest, 0)).MoveToOuterDisposeScope();
    }

    /// <summary>How often each code was chosen and the sum of the vectors that chose it: N×D, N → K, K×D.</summary>
    /// <remarks>A product with the one-hot assignment: the same sums on every run, which adding at indices is not on a GPU.</remarks>
    public static (Tensor Counts, Tensor Sums) Totals(Tensor rows, Tensor indices, int codes, long pairsAtOnce = PairsAtOnce)
    {
        using var scope = NewDisposeScope();
        (Tensor Counts, Tensor Sums)[] totals = [.. Slices(rows.shape[0], codes, pairsAtOnce).Select(slice =>
            TotalsAtOnce(rows.narrow(0, slice.Start, slice.Length), indices.narrow(0, slice.Start, slice.Length), codes))];
        return scope.MoveToOuter(totals.Select(t => t.Counts).Aggregate((a, b) => a + b), totals.Select(t => t.Sums).Aggregate((a, b) => a + b));
    }

    private static (Tensor Counts, Tensor Sums) TotalsAtOnce(Tensor rows, Tensor indices, int codes)
    {
        using var scope = NewDisposeScope();
        var ones = torch.ones([rows.shape[0], 1], dtype: rows.dtype, device: rows.device);
        var chosen = zeros([rows.shape[0], codes], dtype: rows.dtype, device: rows.device).scatter_(1, indices.unsqueeze(1), ones); // N×K
        return scope.MoveToOuter(chosen.sum(0L), chosen.t().matmul(rows));
    }

    private static IEnumerable<(long Start, long Length)> Slices(long rows, long codes, long pairsAtOnce)
    {
        var length = Math.Max(1, pairsAtOnce / codes);
        for (long start = 0; start < rows; start += length)
            yield return (start, Math.Min(length, rows - start));
    }

    // The square root is monotone but for rounding, and rounding decides between equals: it is taken as the reference does.
    private static Tensor Distances(Tensor rows, Tensor codes) => // N×K
        (rows.square().sum(1L, keepdim: true) + codes.square().sum(1L).unsqueeze(0) + rows.matmul(codes.t()) * -2).clamp_min(0).sqrt();
}
