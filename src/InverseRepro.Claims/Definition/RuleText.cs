using System.Globalization;

namespace InverseRepro.Claims.Definition;

/// <summary>A rule in one canonical line: what it reads and its margins, without labels and reasons.</summary>
public static class RuleText
{
    public static string Of(Rule rule) => rule switch
    {
        Rule.All all => $"all({string.Join("; ", all.Parts.Select(Of))})",
        Rule.Any any => $"any({string.Join("; ", any.Parts.Select(Of))})",
        Rule.Greater r => $"{Of(r.Of)} − {Of(r.Than)} > {Of(r.By)}",
        Rule.Equivalent r => $"|{Of(r.Of)} − {Of(r.To)}| < {Of(r.Within)}",
        Rule.Ratio r => $"{Of(r.Of)} / {Of(r.To)} > {Of(r.AtLeast)}",
        Rule.Monotone r => $"{r.Of} {Of(r.Direction)}, each step back < {Of(r.Tolerance)}, in all > {Of(r.Total)}",
        Rule.Trend r => $"{r.Of} tends to be {Of(r.Direction)}",
        Rule.Differs r => $"{string.Join(", ", r.Of)} differ",
        Rule.Deterministic r => $"{r.Of} {Of(r.Comparison)} {Of(r.Bound)}",
        _ => throw new NotSupportedException(rule.GetType().Name),
    };

    /// <summary>A number so that it reads back to the same bits.</summary>
    public static string Of(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    public static string Of(Comparison comparison) => comparison switch
    {
        Comparison.AtLeast => "≥",
        Comparison.Above => ">",
        Comparison.AtMost => "≤",
        Comparison.Below => "<",
        _ => "=",
    };

    /// <summary>A leaf's label, or what it compares.</summary>
    public static string Label(Rule.Leaf leaf) => leaf.Label ?? Of(leaf);

    private static string Of(Trending direction) => direction == Trending.Increasing ? "increasing" : "decreasing";

    private static string Of(Rule.Operand operand) => operand switch
    {
        Rule.Operand.Measured m => m.Reference.ToString(),
        Rule.Operand.Constant c => Of(c.Value),
        _ => throw new NotSupportedException(operand.GetType().Name),
    };
}
