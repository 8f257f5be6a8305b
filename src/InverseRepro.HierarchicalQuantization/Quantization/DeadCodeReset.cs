namespace InverseRepro.HierarchicalQuantization.Quantization;

/// <summary>After every training step, codes whose moving-average count is below a threshold become random vectors of the batch.</summary>
/// <param name="Threshold">A count, or a share of the mean count.</param>
/// <param name="RelativeToMean">
/// Whether <paramref name="Threshold"/> is a share of the mean count N/K of a batch of N vectors. The reference's absolute 2 is
/// 0.5 % of its mean count of 392; with smaller batches an absolute 2 would replace codes in use at every step.
/// </param>
public sealed record DeadCodeReset(double Threshold, bool RelativeToMean = false)
{
    /// <summary>The count below which a code is dead, where a batch has so many vectors.</summary>
    public double CountFor(long vectors, int codes) => RelativeToMean ? Threshold * vectors / codes : Threshold;
}
