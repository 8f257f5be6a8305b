using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Statistics;

namespace InverseRepro.Claims.Mutating;

/// <summary>
/// Values that say the opposite: differences reflected at the margin, stages with their signs turned. What made a leaf
/// supported then contradicts it, or at least supports it no longer, and the other way round.
/// </summary>
internal static class Flips
{
    public static IReadOnlyList<double[]> Of(LeafValues values, Outcome outcome) => values.Leaf switch
    {
        Rule.Greater r => Operands(values, (of, than) => than + (2 * r.By - (of - than))),
        Rule.Ratio r => Operands(values, (of, to) => to * (r.AtLeast * r.AtLeast * (to / of))),
        Rule.Equivalent r => Equivalent(values, r.Within, outcome),
        Rule.Monotone r when outcome == Outcome.Contradicted => [.. values.Rows.Select(row => Sorted(row, r.Direction))],
        Rule.Monotone or Rule.Trend => [.. values.Rows.Select(row => row.Select(v => -v).ToArray())],
        Rule.Deterministic r => [.. values.Rows.Select(row => row.Select(v => Condition(r, v, outcome)).ToArray())],
        _ => throw new NotSupportedException(values.Leaf.GetType().Name),
    };

    // A diverged run counts against the claim; turned round it counts for it.
    private static IReadOnlyList<double[]> Operands(LeafValues values, Func<double, double, double> first) =>
        [.. values.Rows.Select(r => (double[])[double.IsFinite(r[0]) && double.IsFinite(r[1]) ? first(r[0], r[1]) : double.PositiveInfinity, r[1]])];

    /// <summary>Moves what lies within the margin beyond it, and centres on 0 what lies beyond.</summary>
    private static IReadOnlyList<double[]> Equivalent(LeafValues values, double within, Outcome outcome)
    {
        var differences = values.Rows.Select(r => r[0] - r[1]).Where(double.IsFinite).ToArray();
        var shift = outcome == Outcome.Supported ? 3 * within : differences.Length == 0 ? 0 : -SignedRank.Bounds(differences).Estimate;
        return [.. values.Rows.Select(r => double.IsFinite(r[0]) && double.IsFinite(r[1]) ? [r[0] + shift, r[1]] : new double[2])];
    }

    private static double[] Sorted(double[] row, Trending direction) =>
        direction == Trending.Increasing ? [.. row.Order()] : [.. row.OrderDescending()];

    /// <summary>Breaks a value that holds where the rule was supported, and mends one that does not where it was contradicted.</summary>
    private static double Condition(Rule.Deterministic rule, double value, Outcome outcome)
    {
        var holds = rule.Comparison.Holds(value, rule.Bound);
        if (holds != (outcome == Outcome.Supported))
            return value;
        var step = Math.Max(Math.Abs(value - rule.Bound), double.IsFinite(rule.Bound) ? Math.Max(1e-9, 1e-9 * Math.Abs(rule.Bound)) : 0);
        return rule.Comparison switch
        {
            Comparison.Equal => holds ? rule.Bound + 1 : rule.Bound,
            Comparison.AtLeast or Comparison.Above => holds ? rule.Bound - step : rule.Bound + Finite(step),
            _ => holds ? rule.Bound + step : rule.Bound - Finite(step),
        };
    }

    private static double Finite(double step) => double.IsFinite(step) ? step : 1;
}
