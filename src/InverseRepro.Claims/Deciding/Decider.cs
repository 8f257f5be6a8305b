using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Deciding;

/// <summary>Decides a claim from recorded numbers. Pure: the same evidence gives the same verdict anywhere.</summary>
public static class Decider
{
    /// <param name="seeds">Null: the seeds planned for the scale.</param>
    /// <param name="fragility">Whether to find out if the verdict is fragile: as many decisions again as there are seeds.</param>
    /// <exception cref="ArgumentException">The claim has no such scale, or a seed is given twice.</exception>
    public static Verdict Decide(Claim claim, Scale scale, IEvidence evidence, IReadOnlyList<Seed>? seeds = null, bool fragility = true)
    {
        claim = claim.At(scale);
        seeds ??= claim.SeedsAt(scale);
        if (seeds.Count == 0 || seeds.Distinct().Count() < seeds.Count)
            throw new ArgumentException($"claim '{claim.Id}' needs different seeds, got {string.Join(", ", seeds)}", nameof(seeds));
        var reader = new EvidenceReader(evidence, scale, seeds, claim.Estimand);
        var finding = Evaluate(claim, claim.Rule, reader, Rotation.None);
        var gates = claim.Gates.Select(g => GateOf(g, reader)).ToArray();
        var controls = claim.Controls.Select(c => ControlOf(claim, c, scale, evidence, seeds)).ToArray();
        var minimum = MinimumSeeds.ToSupport(claim.Rule);
        var (outcome, reason) = Conclude(finding, minimum, gates, controls, reader);
        string[] warnings =
        [
            .. reader.Warnings,
            .. finding.Leaves.SelectMany(l => l.Warnings.Select(w => $"{RuleText.Label(l.Leaf)}: {w}")),
            .. controls.Where(c => c.Outcome == Outcome.Supported)
                .Select(c => $"control '{c.Name}' is supported: the rule does not tell the claim from its absence"),
        ];
        // Behind a failed gate or a missing control the outcome is not the rule's own.
        var isRules = outcome == finding.Outcome && gates.All(g => g.Passed);
        var fragile = fragility && isRules && IsFragile(claim, scale, evidence, seeds, finding, minimum);
        int? needed = isRules && finding.Needed is { } number ? Math.Max(number, minimum) : null;
        return new Verdict(claim.Id, scale, outcome, reason, Headline(claim, finding, reader), [.. finding.Leaves.Select(l => l.Part)],
            gates, controls, seeds, fragile, needed, warnings, RuleHash.Of(claim, scale))
        {
            PValue = finding.Outcome == Outcome.NotMeasured ? 1 : finding.Exact.Support,
        };
    }

    private static Finding Evaluate(Claim claim, Rule rule, EvidenceReader reader, Rotation rotation) => claim.Unit == EvidenceUnit.Image
        ? Evaluate(rule, new LeafEvaluator<PerImage>(new ImageSampler(reader), rotation, claim.Estimand.Unit))
        : Evaluate(rule, new LeafEvaluator<PerSeed>(new SeedSampler(reader), rotation, claim.Estimand.Unit));

    private static Finding Evaluate<TUnit>(Rule rule, LeafEvaluator<TUnit> leaves) where TUnit : IUnit => rule switch
    {
        Rule.All all => GroupFinding.All([.. all.Parts.Select(p => Evaluate(p, leaves))]),
        Rule.Any any => GroupFinding.Any([.. any.Parts.Select(p => Evaluate(p, leaves))]),
        _ => leaves.Evaluate((Rule.Leaf)rule),
    };

    private static GateResult GateOf(Gate gate, EvidenceReader reader)
    {
        var condition = $"{RuleText.Of(gate.Comparison)} {RuleText.Of(gate.Bound)}";
        if (reader.Read(gate.Measurement, raw: true) is not { } rows)
            return new(gate.Measurement.ToString(), condition, false, double.NaN);
        var values = rows.SelectMany(r => r).ToArray();
        return new(gate.Measurement.ToString(), condition, values.All(v => gate.Comparison.Holds(v, gate.Bound)),
            gate.Comparison.Worst(values, gate.Bound));
    }

    private static ControlVerdict ControlOf(Claim claim, NegativeControl control, Scale scale, IEvidence evidence, IReadOnlyList<Seed> seeds)
    {
        var reader = new EvidenceReader(evidence, scale, [.. seeds.Take(control.Seeds ?? seeds.Count)], claim.Estimand);
        var rule = claim.Rule.For(control)
            ?? throw new ArgumentException($"control '{control.Name}' of claim '{claim.Id}' keeps no part of the rule");
        var finding = Evaluate(claim, rule, reader, control.Rotate);
        return finding.Outcome == Outcome.NotMeasured && reader.Misses > 0
            ? new(control.Name, Outcome.NotMeasured, $"not measured: {reader.Missing()}")
            : new(control.Name, finding.Outcome, finding.Reason);
    }

    private static (Outcome, string) Conclude(Finding finding, int minimum, GateResult[] gates, ControlVerdict[] controls, EvidenceReader reader)
    {
        if (reader.Misses > 0)
            return (Outcome.NotMeasured, $"not measured: {reader.Missing()}");
        if (finding.Outcome == Outcome.NotMeasured)
            return (Outcome.NotMeasured, finding.Reason);
        if (controls.FirstOrDefault(c => c.Outcome == Outcome.NotMeasured) is { } control)
            return (Outcome.NotMeasured, $"control '{control.Name}': {control.Reason}");
        if (gates.FirstOrDefault(g => !g.Passed) is { } gate)
            return (Outcome.Inconclusive, $"gate failed: {gate.Measurement} {gate.Condition}, the worst is {NumberText.Of(gate.Worst)}");
        return finding.Outcome == Outcome.Inconclusive && Count(finding) < minimum
            ? (Outcome.Inconclusive, $"n too small: have {Count(finding)}, need {minimum}")
            : (finding.Outcome, finding.Reason);
    }

    // A deterministic part counts its values, the others their units.
    private static int Count(Finding finding) => finding.Leaves.Where(l => l.Leaf is not Rule.Deterministic).Select(l => l.Count).DefaultIfEmpty(1).Min();

    /// <summary>
    /// Fragile: the t column disagrees, or leaving one seed out changes the outcome. A change that comes only from having one
    /// seed fewer (the outcome is out of reach of n − 1 seeds) is no sign of fragility and does not count. One image of many
    /// is never left out.
    /// </summary>
    private static bool IsFragile(Claim claim, Scale scale, IEvidence evidence, IReadOnlyList<Seed> seeds, Finding finding, int minimum)
    {
        if (finding.Outcome == Outcome.NotMeasured || Count(finding) < minimum)
            return false;
        if (finding.Student is { } student && student.Outcome != finding.Outcome)
            return true;
        return claim.Unit == EvidenceUnit.Seed && seeds.Count > 1 && seeds.Any(left =>
        {
            var without = new EvidenceReader(evidence, scale, [.. seeds.Where(s => s != left)], claim.Estimand);
            var other = Evaluate(claim, claim.Rule, without, Rotation.None);
            return other.Outcome != finding.Outcome && (other.Outcome != Outcome.Inconclusive || other.Floor.Reaches(finding.Outcome));
        });
    }

    // The leaf that reads the estimand itself, else its measurement in another arm or stage, else the first.
    private static Effect? Headline(Claim claim, Finding finding, EvidenceReader reader)
    {
        var estimand = claim.Estimand.Measurement;
        var leaf = First(r => r == estimand) ?? First(r => r with { Indices = null } == estimand with { Indices = null })
            ?? First(reader.IsEstimand) ?? finding.Leaves.First();
        return leaf.Effect;

        LeafFinding? First(Func<MeasurementReference, bool> reads) => finding.Leaves.FirstOrDefault(l => l.Leaf.References().Any(reads));
    }
}
