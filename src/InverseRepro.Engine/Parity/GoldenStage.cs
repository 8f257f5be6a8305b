namespace InverseRepro.Engine.Parity;

/// <summary>What the reference implementation computed for one tensor of its forward pass.</summary>
/// <param name="Samples">64 values at the indices of <see cref="HashValues.SampleIndex"/>.</param>
/// <param name="Values">All values, where there are few; else null.</param>
/// <param name="Float64Difference">Largest difference between the reference in float32 and in float64; null where not known.</param>
public sealed record GoldenStage(string Name, long[] Shape, string DataType, double Minimum, double Maximum, double? Mean,
    double[] Samples, double[]? Values, double? Float64Difference)
{
    /// <summary>Assumed relative difference to float64 where the file gives none: the largest that other stages show.</summary>
    private const double UnknownDifference = 3e-6;

    public bool IsFloatingPoint => DataType.StartsWith("float", StringComparison.Ordinal);

    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Largest deviation that another float32 implementation may show; 0 for integers.</summary>
    public double Bound
    {
        get
        {
            var largest = Math.Max(Math.Abs(Minimum), Math.Abs(Maximum));
            return IsFloatingPoint ? 3 * (Float64Difference ?? UnknownDifference * largest) + 3e-7 * largest : 0;
        }
    }
}
