using InverseRepro.Claims.Definition;

namespace InverseRepro.Report.Charts;

/// <summary>Where an interval must lie for a part of a rule to be supported.</summary>
/// <param name="From">Its lower end, −∞ where it has none.</param>
/// <param name="To">Its upper end, ∞ where it has none.</param>
public sealed record SupportedRange(double From, double To)
{
    /// <summary>Null where the interval does not decide: a trend is decided by order.</summary>
    public static SupportedRange? Of(Rule.Leaf? leaf) => leaf switch
    {
        Rule.Greater r => new(r.By, double.PositiveInfinity),
        Rule.Ratio r => new(r.AtLeast, double.PositiveInfinity),
        Rule.Monotone r => new(r.Total, double.PositiveInfinity),
        Rule.Equivalent r => new(-r.Within, r.Within),
        Rule.Deterministic { Comparison: Comparison.AtLeast or Comparison.Above } r => new(r.Bound, double.PositiveInfinity),
        Rule.Deterministic { Comparison: Comparison.AtMost or Comparison.Below } r => new(double.NegativeInfinity, r.Bound),
        Rule.Deterministic r => new(r.Bound, r.Bound),
        _ => null,
    };
}
