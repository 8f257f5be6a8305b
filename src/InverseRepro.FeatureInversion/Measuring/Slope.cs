namespace InverseRepro.FeatureInversion.Measuring;

/// <summary>How a quantity changes with depth, comparable between networks of different depth.</summary>
public static class Slope
{
    /// <summary>Least-squares change of <paramref name="series"/> from its first to its last stage (depth runs from 0 to 1).</summary>
    public static double OverDepth(IReadOnlyList<double> series)
    {
        var (middle, mean) = ((series.Count - 1) / 2.0, series.Average());
        var covariance = series.Select((y, x) => (x - middle) * (y - mean)).Sum();
        var variance = series.Select((_, x) => (x - middle) * (x - middle)).Sum();
        return covariance / variance * (series.Count - 1);
    }
}
