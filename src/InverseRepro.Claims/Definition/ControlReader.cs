using InverseRepro.Experiments;
using YamlDotNet.RepresentationModel;

namespace InverseRepro.Claims.Definition;

/// <summary>Reads the <c>controls</c> of a claim file and holds them against the rule.</summary>
internal sealed class ControlReader(ClaimProblems problems, Rule? rule, IReadOnlyDictionary<Scale, ScalePlan> scales)
{
    private const string ArmGrammar = "experiment[@variant] or experiment[@variant]:name";

    private static readonly Dictionary<string, Rotation> Rotations = new() { ["seeds"] = Rotation.Seeds, ["depth"] = Rotation.Depth };

    public IReadOnlyList<NegativeControl> Read(YamlFields claim)
    {
        var items = claim.Items("controls", "a list of controls");
        if (claim.Optional("controls") is YamlSequenceNode { Children.Count: 0 })
            claim.Fault("controls", "has no entry", "at least one control in which the claim must fail");
        var controls = items.Select(Control).ToArray();
        foreach (var twice in controls.Where(c => c.Name != "").GroupBy(c => c.Name).Where(g => g.Count() > 1))
            claim.Fault("controls", $"names '{twice.Key}' twice", "a name of its own for each control");
        return controls;
    }

    private NegativeControl Control(YamlNode node)
    {
        var fields = new YamlFields(node, "a control", problems, "name", "why", "replace", "rotate", "keep", "seeds");
        var control = new NegativeControl(fields.Text("name", "a short name"), fields.Text("why", "why the claim must fail there"),
            Replacements(fields), fields.Has("rotate") ? fields.OneOf("rotate", Rotations) : Rotation.None,
            fields.Texts("keep", "a list of labels of the rule"),
            fields.Has("seeds") ? (int)fields.Number("seeds", "a whole number from 1", IsCount) : null);
        if (!fields.Has("replace") && !fields.Has("rotate") && node is YamlMappingNode)
            problems.Add(fields.Line, $"control '{control.Name}' changes nothing", "replace, rotate or both");
        if (rule is not null)
            Check(fields, control, rule);
        return control;
    }

    internal static bool IsCount(double value) => value is >= 1 and <= ScalePlan.MostSeeds && value == Math.Floor(value);

    private Dictionary<string, string> Replacements(YamlFields control)
    {
        var replace = new Dictionary<string, string>();
        if (control.Optional("replace") is not { } node)
            return replace;
        if (node is not YamlMappingNode { Children.Count: > 0 } mapping)
        {
            control.Fault("replace", "replaces nothing", $"from: to, each {ArmGrammar}");
            return replace;
        }
        foreach (var (key, value) in mapping.Children)
        {
            string from = Canonical(key), to = Canonical(value);
            if (from == "" || to == "" || from.Contains(':') != to.Contains(':') || from == to)
                problems.Add(key.Start.Line, $"a control cannot replace '{key}' by '{value}'", $"two different ones, both {ArmGrammar}");
            else if (!replace.TryAdd(from, to))
                problems.Add(key.Start.Line, $"a control replaces '{from}' twice", "each once");
        }
        return replace;
    }

    // experiment@default and experiment are the same arm.
    private static string Canonical(YamlNode node)
    {
        var text = (node as YamlScalarNode)?.Value ?? "";
        if (!MeasurementReference.TryParse(text.Contains(':') ? text : $"{text}:any", out var reference) || reference.Indices is not null)
            return "";
        return text.Contains(':') ? reference.ToString() : reference.Arm;
    }

    private void Check(YamlFields fields, NegativeControl control, Rule claimed)
    {
        foreach (var label in control.Keep.Where(l => !claimed.Leaves().Any((control with { Keep = [l] }).Keeps)))
            fields.Fault("keep", $"names '{label}', which is no label of the rule",
                $"allowed: {string.Join(", ", claimed.Leaves().Select(l => l.Label).OfType<string>())}");
        if (claimed.For(control with { Replace = new Dictionary<string, string>() }) is not { } kept)
            return;
        var read = kept.References().ToArray();
        foreach (var from in control.Replace.Keys.Where(from => !read.Any(r => from == r.Arm || from == $"{r.Arm}:{r.Name}")))
            fields.Fault("replace", $"of control '{control.Name}' names '{from}', which its rule never reads",
                $"it reads {string.Join(", ", read.Select(r => $"{r.Arm}:{r.Name}").Distinct())}");
        if (!CanRotate(control.Rotate, kept))
            fields.Fault("rotate",
                $"is '{Rotations.First(r => r.Value == control.Rotate).Key}', which moves nothing in the rule of control '{control.Name}'",
                "seeds where a part compares two measurements, depth where a part is monotone, trend or differs");
        foreach (var scale in scales.Keys.Where(s => IsChanged(claimed, control) && !IsChanged(claimed.At(s), control)))
            fields.Fault("name", $"is '{control.Name}', which changes nothing at scale {scale.ToString().ToLowerInvariant()}",
                "keep only parts that are not asked there, or change one that is");
        var minimum = MinimumSeeds.ToSupport(kept);
        if (control.Seeds is { } seeds && (seeds < minimum || scales.Values.Any(s => seeds > s.Seeds)))
            fields.Fault("seeds", $"is {seeds}", $"at least {minimum}, the rule's minimum, and at most the seeds of every scale");
    }

    /// <summary>Whether the control is another question than the claim's wherever it is asked.</summary>
    private static bool IsChanged(Rule? rule, NegativeControl control)
    {
        if (rule?.For(control with { Replace = new Dictionary<string, string>() }) is not { } kept)
            return true;
        return control.Rotate != Rotation.None && CanRotate(control.Rotate, kept) || RuleText.Of(kept) != RuleText.Of(rule.For(control)!);
    }

    private static bool CanRotate(Rotation rotation, Rule rule) => rotation switch
    {
        Rotation.Seeds => rule.Leaves().Any(l => l.Operands().Count(o => o is Rule.Operand.Measured) == 2),
        Rotation.Depth => rule.Leaves().Any(l => l is Rule.Monotone or Rule.Trend or Rule.Differs),
        _ => true,
    };
}
