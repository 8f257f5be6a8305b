using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Quantization;

/// <summary>Lloyd's algorithm.</summary>
internal static class KMeans
{
    /// <summary>
    /// Means after so many iterations, and the counts of the last assignment: N×D, K×D → K×D, K. A cluster that nothing was
    /// assigned to keeps its mean.
    /// </summary>
    public static (Tensor Means, Tensor Counts) Lloyd(Tensor rows, Tensor initial, int iterations)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var (means, counts) = (initial, zeros([initial.shape[0]], device: initial.device));
        for (var i = 0; i < iterations; i++)
        {
            (counts, var sums) = NearestCode.Totals(rows, NearestCode.Of(rows, means), (int)initial.shape[0]);
            means = where((counts == 0).unsqueeze(1), means, sums / counts.clamp_min(1).unsqueeze(1));
        }
        return scope.MoveToOuter(means, counts);
    }
}
