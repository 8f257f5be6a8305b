namespace InverseRepro.Engine.Parity;

/// <summary>What the reference implementation computed for one tensor of its forward pass. All numbers are finite.</summary>
/// <param name="Mean">Over all elements, accumulated in float64; as the following two null for integers and booleans.</param>
/// <param name="StandardDeviation">Of the population.</param>
/// <param name="Norm">Euclidean, of all elements.</param>
/// <param name="Sum">Of integers and booleans; null for floating point.</param>
/// <param name="Samples">64 values at the indices of <see cref="HashValues.SampleIndex"/>.</param>
/// <param name="Values">All values, where there are few; else null.</param>
/// <param name="Float64Difference">Largest difference between the reference in float32 and in float64; null where not known.</param>
public sealed record GoldenStage(string Name, long[] Shape, string DataType, double Minimum, double Maximum, double? Mean,
    double? StandardDeviation, double? Norm, double? Sum, double[] Samples, double[]? Values, double? Float64Difference)
{
    /// <summary>
    /// Assumed difference to float64, relative to the largest value, where the file gives none (the reference itself casts to
    /// float32 there: InverseDetector, the VQ-VAEs, Mamba). Nine in ten of the 680 stages that give one show less than this, and
    /// what other kernels differ by (1.1 times the difference and 1e-7 of the largest value) stays within the resulting bound for
    /// the worst of them too.
    /// </summary>
    private const double UnknownDifference = 1e-6;

    public bool IsFloatingPoint => DataType.StartsWith("float", StringComparison.Ordinal);

    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Largest deviation of an element that another float32 implementation may show; 0 for integers.</summary>
    public double Bound
    {
        get
        {
            var largest = Math.Max(Math.Abs(Minimum), Math.Abs(Maximum));
            return IsFloatingPoint ? 3 * (Float64Difference ?? UnknownDifference * largest) + 3e-7 * largest : 0;
        }
    }
}
