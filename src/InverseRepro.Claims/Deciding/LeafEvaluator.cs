using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Statistics;

namespace InverseRepro.Claims.Deciding;

/// <summary>Decides the leaves of a rule over one kind of unit.</summary>
internal sealed class LeafEvaluator<TUnit>(ISampler<TUnit> sampler, Rotation rotation, string estimandUnit) where TUnit : IUnit
{
    public LeafFinding Evaluate(Rule.Leaf leaf)
    {
        var missed = sampler.Reader.Misses;
        var finding = leaf switch
        {
            Rule.Greater r => Greater(r),
            Rule.Equivalent r => Equivalent(r),
            Rule.Ratio r => Ratio(r),
            Rule.Monotone r => Series(r.Of) is { } series ? new MonotoneTest(r, Oriented(series, r.Direction), Unit(r)).Finding() : null,
            Rule.Trend r => Series(r.Of) is { } series ? new TrendTest(r, Oriented(series, r.Direction), Unit(r)).Finding() : null,
            Rule.Differs r => Differs(r),
            Rule.Deterministic r => Deterministic(r),
            _ => throw new NotSupportedException(leaf.GetType().Name),
        };
        return finding ?? LeafFinding.NotMeasured(leaf, $"not measured: {sampler.Reader.Missing(since: missed)}");
    }

    private LeafFinding? Greater(Rule.Greater rule)
    {
        if (Pair(rule.Of, rule.Than) is not var (of, than))
            return null;
        var differences = of.Minus(than);
        var bounds = SignedRank.Bounds(differences);
        return Shifted(rule, differences, bounds, rule.By, EffectOf(rule, bounds, rule.By), d => d, PairWarnings(of, than, differences));
    }

    private LeafFinding? Ratio(Rule.Ratio rule)
    {
        if (Pair(rule.Of, rule.To) is not var (of, to))
            return null;
        // −∞ is a diverged run whose better direction is up; a real value at or below zero has no logarithm.
        foreach (var value in of.Values.Concat(to.Values))
            if (value <= 0 && !double.IsNegativeInfinity(value))
                return LeafFinding.NotMeasured(rule, $"a ratio needs positive values, but one is {NumberText.Of(value)}");
        var logarithms = Logarithm(of).Minus(Logarithm(to));
        var bounds = SignedRank.Bounds(logarithms);
        var effect = EffectOf(rule, new(Math.Exp(bounds.Estimate), Math.Exp(bounds.Lower), Math.Exp(bounds.Upper), bounds.Alpha), rule.AtLeast);
        return Shifted(rule, logarithms, bounds, Math.Log(rule.AtLeast), effect, Math.Exp, PairWarnings(of, to, logarithms));
    }

    private static Evidence<TUnit> Logarithm(Evidence<TUnit> values) =>
        new([.. values.Values.Select(v => double.IsNegativeInfinity(v) ? v : Math.Log(v))]);

    /// <param name="unscaled">Turns a difference into the effect's scale.</param>
    private static LeafFinding Shifted(Rule.Leaf rule, IReadOnlyList<double> differences, Bounds bounds, double margin, Effect effect,
        Func<double, double> unscaled, IReadOnlyList<string> warnings)
    {
        var wins = differences.Count(d => Ranks.IsAbove(d, margin));
        return new(rule, SignedRank.PValues(differences, margin), Student.PValues(differences, margin), LeafPower.Floor(differences.Count),
            differences.Count, SignedRank.MinimumCount(Level.Default), effect,
            LeafPower.Needed(differences, Math.Abs(bounds.Estimate - margin)), Explain, warnings);

        string Explain(Outcome outcome) => $"{NumberText.Of(effect)} {Relation(outcome)} {NumberText.Of(effect.Margin)} " +
            $"({wins} of {differences.Count} {TUnit.Plural} above{(outcome == Outcome.Inconclusive ? Detectable() : "")})";

        string Detectable() => !Student.IsDefined(differences) ? ""
            : $"; detectable from {NumberText.Of(unscaled(margin + Power.Detectable(differences.Count, Student.Deviation(differences))))}";
    }

    private static string Relation(Outcome outcome) => outcome switch
    {
        Outcome.Supported => "lies above",
        Outcome.Contradicted => "lies below",
        _ => "reaches across",
    };

    private LeafFinding? Equivalent(Rule.Equivalent rule)
    {
        if (Pair(rule.Of, rule.To) is not var (of, to))
            return null;
        var differences = of.Minus(to);
        var bounds = SignedRank.Bounds(differences);
        var effect = EffectOf(rule, bounds, rule.Within);
        PValues exact = TwoOneSided(SignedRank.PValues(differences, -rule.Within), SignedRank.PValues(differences, rule.Within));
        PValues? student = Student.PValues(differences, -rule.Within) is { } low && Student.PValues(differences, rule.Within) is { } high
            ? TwoOneSided(low, high) : null;
        return new(rule, exact, student, LeafPower.Floor(differences.Count), differences.Count, SignedRank.MinimumCount(Level.Default), effect,
            LeafPower.Needed(differences, Math.Abs(Math.Abs(bounds.Estimate) - rule.Within)), Explain, PairWarnings(of, to, differences));

        string Explain(Outcome outcome) => $"{NumberText.Of(effect)} " + outcome switch
        {
            Outcome.Supported => "lies within",
            Outcome.Contradicted => "lies outside",
            _ => "reaches across",
        } + $" ±{NumberText.Of(rule.Within)}";
    }

    // Within: above the low margin and below the high one. Outside: beyond either; a sample cannot be beyond both.
    private static PValues TwoOneSided((double Above, double Below) low, (double Above, double Below) high) =>
        new(Math.Max(low.Above, high.Below), Math.Min(low.Below, high.Above));

    private LeafFinding? Differs(Rule.Differs rule)
    {
        var arms = rule.Of.Select(sampler.Read).ToArray();
        if (arms.Any(a => a is null))
            return null;
        if (arms.Any(a => a!.Count != arms[0]!.Count))
        {
            sampler.Reader.Miss($"a value of every arm for each of the {TUnit.Plural} of {rule.Of[0]}");
            return null;
        }
        var rows = Enumerable.Range(0, arms[0]!.Count).Select(i => (double[])[.. arms.Select(a => a!.Values[i])]);
        return new DifferenceTest(rule, Turned([.. rows]), Unit(rule)).Finding();
    }

    private LeafFinding? Deterministic(Rule.Deterministic rule)
    {
        if (sampler.Reader.Read(rule.Of, raw: true) is not { } rows)
            return null;
        var values = rows.SelectMany(r => r).ToArray();
        var violations = values.Count(v => !rule.Comparison.Holds(v, rule.Bound));
        var worst = rule.Comparison.Worst(values, rule.Bound);
        PValues exact = violations == 0 ? new(0, 1) : new(1, 0);
        var effect = new Effect(RuleText.Label(rule), worst, values.Min(), values.Max(), rule.Bound, Unit(rule));
        return new(rule, exact, exact, new(0, 0), values.Length, 1, effect, null, Explain, []);

        string Explain(Outcome _) => $"{RuleText.Of(rule.Comparison)} {NumberText.Of(rule.Bound)} " + (violations == 0
            ? $"holds in all {values.Length} values, the nearest {NumberText.Of(worst)}"
            : $"is violated by {violations} of {values.Length} values, the worst {NumberText.Of(worst)}");
    }

    private (Evidence<TUnit> Of, Evidence<TUnit> Than)? Pair(Rule.Operand first, Rule.Operand second)
    {
        Evidence<TUnit>? of = Read(first), than = Read(second);
        if (of is null && first is Rule.Operand.Measured || than is null && second is Rule.Operand.Measured)
            return null;
        var count = (of ?? than)!.Count;
        of ??= Constant(first, count);
        than = than is null ? Constant(second, count) : rotation == Rotation.Seeds ? than.Rotated() : than;
        if (of.Count == than.Count)
            return (of, than);
        sampler.Reader.Miss($"a partner for each of the {TUnit.Plural} of {first}");
        return null;
    }

    private Evidence<TUnit>? Read(Rule.Operand operand) => operand is Rule.Operand.Measured m ? sampler.Read(m.Reference) : null;

    private static Evidence<TUnit> Constant(Rule.Operand operand, int count) =>
        new([.. Enumerable.Repeat(((Rule.Operand.Constant)operand).Value, count)]);

    private IReadOnlyList<double[]>? Series(MeasurementReference reference)
    {
        if (sampler.ReadSeries(reference) is not { } series)
            return null;
        if (series[0].Length < 2)
        {
            sampler.Reader.Miss($"a second stage of {reference}");
            return null;
        }
        return Turned(series);
    }

    /// <summary>Stages, or arms, of each seed turned by its position where a control asks for it.</summary>
    private IReadOnlyList<double[]> Turned(IReadOnlyList<double[]> series) => rotation != Rotation.Depth ? series
        : [.. series.Select((s, i) => (double[])[.. s.Skip(i % s.Length), .. s.Take(i % s.Length)])];

    private static IReadOnlyList<double[]> Oriented(IReadOnlyList<double[]> series, Trending direction) =>
        direction == Trending.Increasing ? series : [.. series.Select(s => s.Select(v => -v).ToArray())];

    private static IReadOnlyList<string> PairWarnings(Evidence<TUnit> of, Evidence<TUnit> than, IReadOnlyList<double> differences)
    {
        var diverged = of.Values.Zip(than.Values).Count(p => !double.IsFinite(p.First) && p.First.Equals(p.Second));
        return diverged == 0 ? DistributionShape.Warnings(differences)
            : [$"both members diverged in {diverged} of {of.Count} pairs: their difference counts as 0", .. DistributionShape.Warnings(differences)];
    }

    private Effect EffectOf(Rule.Leaf rule, Bounds bounds, double margin) =>
        new(RuleText.Label(rule), bounds.Estimate, bounds.Lower, bounds.Upper, margin, Unit(rule));

    private string Unit(Rule.Leaf rule) => rule is Rule.Ratio ? "ratio" : rule.References().Any(sampler.Reader.IsEstimand) ? estimandUnit : "1";
}
