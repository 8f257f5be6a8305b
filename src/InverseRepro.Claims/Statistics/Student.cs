using MathNet.Numerics.Distributions;

namespace InverseRepro.Claims.Statistics;

/// <summary>
/// The t column beside the rank verdict: it decides nothing, but where it disagrees the verdict is fragile. Undefined (null)
/// for fewer than two values and where a value is not finite.
/// </summary>
public static class Student
{
    /// <summary>Mean with bounds at one-sided <paramref name="alpha"/>.</summary>
    public static Bounds? Mean(IReadOnlyList<double> values, double alpha = Level.Default) => Interval(values, alpha, 1.0 / values.Count);

    /// <summary>Where one new run is expected, at one-sided <paramref name="alpha"/> (0.025 for a 95 % interval).</summary>
    public static Bounds? Prediction(IReadOnlyList<double> values, double alpha) => Interval(values, alpha, 1 + 1.0 / values.Count);

    /// <summary>One-sided p-values of the mean against a margin.</summary>
    public static (double Above, double Below)? PValues(IReadOnlyList<double> values, double margin)
    {
        if (!IsDefined(values))
            return null;
        double mean = values.Average(), error = Deviation(values) / Math.Sqrt(values.Count);
        if (error == 0)
            return (Ranks.IsAbove(mean, margin) ? 0 : 1, Ranks.IsAbove(-mean, -margin) ? 0 : 1);
        var t = (mean - margin) / error;
        return (StudentT.CDF(0, 1, values.Count - 1, -t), StudentT.CDF(0, 1, values.Count - 1, t));
    }

    /// <summary>Sample standard deviation (n − 1).</summary>
    internal static double Deviation(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }

    internal static bool IsDefined(IReadOnlyList<double> values) => values.Count >= 2 && values.All(double.IsFinite);

    private static Bounds? Interval(IReadOnlyList<double> values, double alpha, double varianceShare)
    {
        if (!IsDefined(values))
            return null;
        var half = StudentT.InvCDF(0, 1, values.Count - 1, 1 - alpha) * Deviation(values) * Math.Sqrt(varianceShare);
        return new Bounds(values.Average(), values.Average() - half, values.Average() + half, alpha);
    }
}
