using InverseRepro.Experiments;

namespace InverseRepro.Claims.Definition;

/// <summary>Walks a rule: its leaves, what they read, and the same rule over other data.</summary>
public static class RuleTree
{
    public static IEnumerable<Rule.Leaf> Leaves(this Rule rule) => rule switch
    {
        Rule.All all => all.Parts.SelectMany(Leaves),
        Rule.Any any => any.Parts.SelectMany(Leaves),
        _ => [(Rule.Leaf)rule],
    };

    public static IEnumerable<MeasurementReference> References(this Rule rule) => rule.Leaves().SelectMany(Operands)
        .OfType<Rule.Operand.Measured>().Select(m => m.Reference).Distinct();

    /// <summary>The rule a control decides: its kept leaves, references replaced. Null where nothing is kept.</summary>
    public static Rule? For(this Rule rule, NegativeControl control) =>
        rule.Keep(leaf => control.Keeps(leaf) ? leaf.Reading(control.Substitute) : null);

    /// <summary>
    /// What is asked at a scale, as if nothing else had been declared: of several parts one that is asked alone is the rule itself.
    /// Null where nothing is asked.
    /// </summary>
    public static Rule? At(this Rule rule, Scale scale) =>
        rule.Keep(leaf => leaf.Scales.Includes(scale) ? leaf : null, unwrap: true);

    private static Rule? Keep(this Rule rule, Func<Rule.Leaf, Rule.Leaf?> choose, bool unwrap = false)
    {
        var parts = rule switch { Rule.All all => all.Parts, Rule.Any any => any.Parts, _ => null };
        if (parts is null)
            return choose((Rule.Leaf)rule);
        Rule[] kept = [.. parts.Select(p => p.Keep(choose, unwrap)).OfType<Rule>()];
        return kept switch
        {
            [] => null,
            [var only] when unwrap && rule is Rule.All => only,
            _ => rule is Rule.All ? new Rule.All(kept) : new Rule.Any(kept),
        };
    }

    internal static IEnumerable<Rule.Operand> Operands(this Rule.Leaf leaf) => leaf switch
    {
        Rule.Greater r => [r.Of, r.Than],
        Rule.Equivalent r => [r.Of, r.To],
        Rule.Ratio r => [r.Of, r.To],
        Rule.Monotone r => [new Rule.Operand.Measured(r.Of)],
        Rule.Trend r => [new Rule.Operand.Measured(r.Of)],
        Rule.Differs r => r.Of.Select(of => new Rule.Operand.Measured(of)),
        Rule.Deterministic r => [new Rule.Operand.Measured(r.Of)],
        _ => throw new NotSupportedException(leaf.GetType().Name),
    };

    /// <summary>The leaf with every reference mapped.</summary>
    internal static Rule.Leaf Reading(this Rule.Leaf leaf, Func<MeasurementReference, MeasurementReference> map) => leaf switch
    {
        Rule.Greater r => r with { Of = Map(r.Of, map), Than = Map(r.Than, map) },
        Rule.Equivalent r => r with { Of = Map(r.Of, map), To = Map(r.To, map) },
        Rule.Ratio r => r with { Of = Map(r.Of, map), To = Map(r.To, map) },
        Rule.Monotone r => r with { Of = map(r.Of) },
        Rule.Trend r => r with { Of = map(r.Of) },
        Rule.Differs r => r with { Of = [.. r.Of.Select(map)] },
        Rule.Deterministic r => r with { Of = map(r.Of) },
        _ => throw new NotSupportedException(leaf.GetType().Name),
    };

    private static Rule.Operand Map(Rule.Operand operand, Func<MeasurementReference, MeasurementReference> map) =>
        operand is Rule.Operand.Measured m ? new Rule.Operand.Measured(map(m.Reference)) : operand;
}
