namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <param name="Widths">Of the vectors, one codebook each.</param>
/// <param name="Vectors">That k-means fits, and that usage is measured on.</param>
public sealed record QuantizeGaussiansSettings(IReadOnlyList<int> Widths, int Codes, int Vectors, int Iterations);
