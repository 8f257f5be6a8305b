using InverseRepro.Claims.Definition;

namespace InverseRepro.Claims.Deciding;

/// <summary>Exact comparisons of gates and deterministic rules. NaN holds in none.</summary>
internal static class Conditions
{
    public static bool Holds(this Comparison comparison, double value, double bound) => comparison switch
    {
        Comparison.AtLeast => value >= bound,
        Comparison.Above => value > bound,
        Comparison.AtMost => value <= bound,
        Comparison.Below => value < bound,
        _ => value.Equals(bound),
    };

    /// <summary>The value that comes nearest to breaking the comparison, or breaks it most; NaN first of all.</summary>
    public static double Worst(this Comparison comparison, IEnumerable<double> values, double bound) => values.MinBy(v => double.IsNaN(v)
        ? double.NegativeInfinity
        : comparison switch
        {
            Comparison.AtLeast or Comparison.Above => v,
            Comparison.AtMost or Comparison.Below => -v,
            _ => v.Equals(bound) ? 0 : -Math.Abs(v - bound),
        });
}
