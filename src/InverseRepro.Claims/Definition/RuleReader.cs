using System.Globalization;
using InverseRepro.Claims.Statistics;
using YamlDotNet.RepresentationModel;

namespace InverseRepro.Claims.Definition;

/// <summary>Reads the <c>rule</c> of a claim file.</summary>
internal sealed class RuleReader(ClaimProblems problems, EvidenceUnit unit)
{
    private const int DeepestNesting = 8;
    private static readonly string[] Kinds = ["all", "any", "greater", "equivalent", "ratio", "monotone", "trend", "differs", "deterministic"];

    private static readonly Dictionary<string, Trending> Directions =
        new() { ["increasing"] = Trending.Increasing, ["decreasing"] = Trending.Decreasing };

    public static readonly IReadOnlyDictionary<string, Comparison> Comparisons = new Dictionary<string, Comparison>
    {
        ["at_least"] = Comparison.AtLeast,
        ["above"] = Comparison.Above,
        ["at_most"] = Comparison.AtMost,
        ["below"] = Comparison.Below,
        ["equal"] = Comparison.Equal,
    };

    /// <summary>Null where there is a fault: half a rule is nothing to hold controls and scales against.</summary>
    public Rule? Read(YamlNode node)
    {
        var before = problems.Count;
        var rule = Joined(Parts(node, 0));
        return problems.Count == before ? rule : null;
    }

    /// <summary>One rule, or the parts that <c>each</c> makes of it.</summary>
    private IReadOnlyList<Rule> Parts(YamlNode node, int depth)
    {
        var fields = new YamlFields(node, "a rule", problems, Kinds);
        var kinds = fields.Keys.ToArray();
        if (kinds.Length != 1)
        {
            if (node is YamlMappingNode)
                problems.Add(fields.Line, $"a rule has {kinds.Length} kinds", $"exactly one of {string.Join(", ", Kinds)}");
            return [];
        }
        var value = fields.Optional(kinds[0])!;
        if (kinds[0] is not ("all" or "any"))
            return Leaves(kinds[0], value);
        if (depth == DeepestNesting)
            fields.Fault(kinds[0], "is nested too deeply", $"at most {DeepestNesting} levels");
        var items = depth == DeepestNesting ? [] : fields.Items(kinds[0], "a list of rules");
        if (items.Count == 0)
            fields.Fault(kinds[0], "has no parts", "a list of rules");
        if (kinds[0] == "all")
            return Joined([.. items.SelectMany(i => Parts(i, depth + 1))]) is { } all ? [all] : [];
        Rule[] parts = [.. items.Select(i => Joined(Parts(i, depth + 1))).OfType<Rule>()];
        return parts.Length == 0 ? [] : [new Rule.Any(parts)];
    }

    private static Rule? Joined(IReadOnlyList<Rule> parts) => parts.Count switch { 0 => null, 1 => parts[0], _ => new Rule.All(parts) };

    private IReadOnlyList<Rule> Leaves(string kind, YamlNode node)
    {
        var (leaf, fields) = kind switch
        {
            "greater" => Greater(Fields("of", "than", "by", "each")),
            "equivalent" => Equivalent(Fields("of", "to", "within", "each")),
            "ratio" => Ratio(Fields("of", "to", "at_least", "each")),
            "deterministic" => Deterministic(Fields("of", "is", "value", "each")),
            "monotone" => Monotone(Fields("of", "direction", "tolerance", "total")),
            "differs" => Differs(Fields("of")),
            _ => Trend(Fields("of", "direction")),
        };
        if (unit == EvidenceUnit.Image)
            RequireImages(kind, fields, leaf);
        return Expand(leaf with { Scales = fields.Scales() }, fields);

        YamlFields Fields(params string[] keys) => new(node, $"rule '{kind}'", problems, [.. keys, "label", "reason", "scales"]);
    }

    private (Rule.Leaf, YamlFields) Greater(YamlFields f) =>
        (new Rule.Greater(Operand(f, "of"), Operand(f, "than"), f.Number("by", "a number", _ => true), Label(f), Reason(f)), f);

    private (Rule.Leaf, YamlFields) Equivalent(YamlFields f) =>
        (new Rule.Equivalent(Operand(f, "of"), Operand(f, "to"), f.Number("within", "a number above 0", v => v > 0), Label(f), Reason(f)), f);

    private (Rule.Leaf, YamlFields) Ratio(YamlFields f) =>
        (new Rule.Ratio(Operand(f, "of"), Operand(f, "to"), f.Number("at_least", "a number above 0", v => v > 0), Label(f), Reason(f)), f);

    private (Rule.Leaf, YamlFields) Deterministic(YamlFields f) => (new Rule.Deterministic(Reference(f, "of"),
        f.OneOf("is", Comparisons), f.Number("value", "a number", _ => true), Label(f), Reason(f)), f);

    private (Rule.Leaf, YamlFields) Monotone(YamlFields f) => (new Rule.Monotone(Series(f), f.OneOf("direction", Directions),
        f.Number("tolerance", "a number from 0", v => v >= 0), f.Number("total", "a number from 0", v => v >= 0), Label(f), Reason(f)), f);

    private (Rule.Leaf, YamlFields) Differs(YamlFields f)
    {
        var arms = f.Texts("of", $"a list of arms, each {MeasurementReference.Grammar}").Select(text =>
        {
            if (!MeasurementReference.TryParse(text, out var reference))
                f.Fault("of", $"holds '{text}', which is no measurement reference", MeasurementReference.Grammar);
            else if (reference.IsSeries)
                f.Fault("of", $"holds the series {reference}", "single numbers, one a seed");
            return reference;
        }).OfType<MeasurementReference>().ToArray();
        if (arms.Length is < 2 or > Friedman.MostArms || arms.Distinct().Count() != arms.Length)
            f.Fault("of", $"names {arms.Distinct().Count()} different arms", $"2 to {Friedman.MostArms} different ones");
        return (new Rule.Differs(arms, Label(f), Reason(f)), f);
    }

    private (Rule.Leaf, YamlFields) Trend(YamlFields f) =>
        (new Rule.Trend(Series(f), f.OneOf("direction", Directions), Label(f), Reason(f)), f);

    private static string? Label(YamlFields f) => f.OptionalText("label");

    private static string Reason(YamlFields f) => f.Text("reason", "one sentence: why this margin");

    private static MeasurementReference Series(YamlFields f)
    {
        var reference = Reference(f, "of");
        if (!reference.IsSeries && f.Has("of"))
            f.Fault("of", $"is the single number {reference}", "a series: [*], [1..4] or [1,2,4]");
        return reference;
    }

    public static MeasurementReference Reference(YamlFields f, string key)
    {
        var text = f.Text(key, MeasurementReference.Grammar);
        if (MeasurementReference.TryParse(text, out var reference))
            return reference;
        if (text != "")
            f.Fault(key, $"is '{text}', which is no measurement reference", MeasurementReference.Grammar);
        return new("", "", "", []);
    }

    private static Rule.Operand Operand(YamlFields f, string key) =>
        f.Optional(key) is YamlScalarNode { Value: { } text } && YamlFields.TryNumber(text, out var number)
            ? new Rule.Operand.Constant(number)
            : new Rule.Operand.Measured(Reference(f, key));

    private static IReadOnlyList<Rule> Expand(Rule.Leaf leaf, YamlFields fields)
    {
        if (!leaf.References().Any())
            fields.Fault("of", "is a number like what it is compared with", "at least one measurement reference");
        if (!fields.Has("each"))
            return [leaf];
        var stages = fields.Texts("each", "a list of indices")
            .Select(t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var i) ? i : -1).ToArray();
        if (stages.Length == 0 || stages.Contains(-1) || stages.Distinct().Count() != stages.Length)
            fields.Fault("each", "does not name its stages", "different whole numbers from 0, as in [2, 3, 4]");
        if (leaf.References().Any(r => r.Indices is not null))
            fields.Fault("each", "meets a reference that has an index already", "references without an index, or no 'each'");
        return [.. stages.Select(i =>
            leaf.Reading(r => r with { Indices = [i] }) with { Label = leaf.Label is null ? null : $"{leaf.Label} stage {i}" })];
    }

    // Over images a series holds one number an image, so that rules over stages would have nothing to read.
    private static void RequireImages(string kind, YamlFields fields, Rule.Leaf leaf)
    {
        if (kind is "monotone" or "trend" or "differs")
            fields.Fault("of", $"is read by '{kind}', which orders stages", "over images: greater, equivalent, ratio, deterministic");
        if (fields.Has("each"))
            fields.Fault("each", "is given", "over images no 'each': the index counts images");
        if (leaf is not Rule.Deterministic && leaf.References().Any(r => !r.IsSeries))
            fields.Fault("of", "or what it is compared with is a single number", "over images series, one number an image: [*] or [0..99]");
    }
}
