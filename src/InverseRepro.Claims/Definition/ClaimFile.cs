using System.Text.RegularExpressions;
using InverseRepro.Experiments;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace InverseRepro.Claims.Definition;

/// <summary>Reads one claim from its YAML file, strictly.</summary>
public static partial class ClaimFile
{
    private const long MostBytes = 1 << 20;
    private const int DeepestNesting = 64;

    private static readonly string[] Keys =
        ["id", "paper", "source", "statement", "tier", "varies", "estimand", "rule", "gates", "controls", "beside", "reported", "scales"];

    private static readonly Dictionary<string, Tier> Tiers =
        new() { ["core"] = Tier.Core, ["extended"] = Tier.Extended };

    private static readonly Dictionary<string, EvidenceUnit> Units =
        new() { ["training runs"] = EvidenceUnit.Seed, ["images"] = EvidenceUnit.Image };

    private static readonly Dictionary<string, Direction> Better =
        new() { ["higher"] = Direction.Higher, ["lower"] = Direction.Lower };

    internal static readonly Dictionary<string, Scale> ScaleNames =
        Enum.GetValues<Scale>().ToDictionary(s => s.ToString().ToLowerInvariant());

    /// <exception cref="ClaimFileException">Everything wrong with the file, each with its line.</exception>
    public static Claim Read(string path)
    {
        var problems = new ClaimProblems(path);
        var root = Parse(path, problems);
        problems.ThrowIfAny();
        var claim = Read(new YamlFields(root!, "a claim", problems, Keys), path, problems);
        problems.ThrowIfAny();
        return claim;
    }

    private static YamlNode? Parse(string path, ClaimProblems problems)
    {
        try
        {
            var text = Text(path);
            RequireShallow(text);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 1)
                return stream.Documents[0].RootNode;
            problems.Add(1, $"the file holds {stream.Documents.Count} documents", "one claim a file");
        }
        catch (YamlException exception)
        {
            problems.Add(exception.Start.Line, $"is no YAML: {exception.Message.TrimEnd('.')}", "one mapping with unique keys");
        }
        catch (InvalidOperationException exception) // YamlDotNet's own slip on some unclosed sequences
        {
            problems.Add(1, $"is no YAML: {exception.Message.TrimEnd('.')}", "one mapping with unique keys");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(1, $"cannot be read: {exception.Message.TrimEnd('.')}", "a readable file");
        }
        return null;
    }

    private static string Text(string path)
    {
        var length = new FileInfo(path).Length;
        return length <= MostBytes ? File.ReadAllText(path) : throw new IOException($"it holds {length} bytes, and a claim at most {MostBytes}");
    }

    /// <summary>Refuses what no claim is nested as deep as, and what the parser would take for ever or all of the stack for.</summary>
    private static void RequireShallow(string text)
    {
        var parser = new Parser(new StringReader(text));
        for (var depth = 0; parser.MoveNext();)
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > DeepestNesting)
                throw new YamlException(parser.Current.Start, parser.Current.End, $"nested deeper than {DeepestNesting} levels");
        }
    }

    private static Claim Read(YamlFields f, string path, ClaimProblems problems)
    {
        var unit = f.OneOf("varies", Units);
        var rule = f.Required("rule", "how the seeds decide") is { } node ? new RuleReader(problems, unit).Read(node) : null;
        f.Required("gates", "a list of preconditions; [] where there is none");
        f.Required("controls", "at least one control in which the claim must fail");
        var scales = Scales(f, rule, unit, problems);
        var gates = f.Items("gates", "a list of preconditions").Select(g => Gate(g, scales, problems)).ToArray();
        return new Claim(Id(f, path), Paper(f), Source(f, problems), f.Text("statement", "one falsifiable sentence"), f.OneOf("tier", Tiers),
            unit, Estimand(f, problems), rule!, gates, new ControlReader(problems, rule, scales).Read(f), Reported(f, problems), scales, path)
        {
            Beside = [.. f.Items("beside", "a list of measurements that decide nothing").Select(b => Beside(b, scales, problems))],
        };
    }

    private static string Id(YamlFields f, string path)
    {
        var id = f.Text("id", "the file's name without .yaml");
        if (id != "" && !IdPattern().IsMatch(id))
            f.Fault("id", $"is '{id}'", "words of a-z and 0-9 joined by -");
        else if (id != "" && id != Path.GetFileNameWithoutExtension(path))
            f.Fault("id", $"is '{id}'", $"the file's name, '{Path.GetFileNameWithoutExtension(path)}'");
        return id;
    }

    private static string Paper(YamlFields f)
    {
        const string Allowed = "an arXiv number such as \"2412.06534\"";
        var paper = f.Text("paper", Allowed);
        if (paper != "" && !PaperPattern().IsMatch(paper))
            f.Fault("paper", $"is '{paper}'", Allowed);
        return paper;
    }

    private static ClaimSource Source(YamlFields f, ClaimProblems problems)
    {
        if (f.Required("source", "section, with quote or note") is not { } node)
            return new("", null, null);
        var source = new YamlFields(node, "source", problems, "section", "quote", "note");
        if (node is YamlMappingNode && !source.Has("quote") && !source.Has("note"))
            problems.Add(source.Line, "source says neither what the paper says nor what the claim follows from", "quote, note or both");
        return new(source.Text("section", "where in the paper"), source.OptionalText("quote"), source.OptionalText("note"));
    }

    private static Estimand Estimand(YamlFields f, ClaimProblems problems)
    {
        if (f.Required("estimand", "measurement, unit, better, description") is not { } node)
            return new(new("", "", "", null), "", default, null);
        var estimand = new YamlFields(node, "estimand", problems, "measurement", "unit", "better", "description");
        return new(RuleReader.Reference(estimand, "measurement"), estimand.Text("unit", "\"1\" for a plain number, else dB, s, …"),
            estimand.OneOf("better", Better), estimand.OptionalText("description"));
    }

    private static Gate Gate(YamlNode node, IReadOnlyDictionary<Scale, ScalePlan> scales, ClaimProblems problems)
    {
        var gate = new YamlFields(node, "a gate", problems, ["measure", .. RuleReader.Comparisons.Keys, "reason", "scales"]);
        var comparisons = gate.Keys.Where(RuleReader.Comparisons.ContainsKey).ToArray();
        if (comparisons.Length != 1 && node is YamlMappingNode)
            problems.Add(gate.Line, $"a gate has {comparisons.Length} conditions", $"exactly one of {string.Join(", ", RuleReader.Comparisons.Keys)}");
        var comparison = comparisons.FirstOrDefault();
        return new(RuleReader.Reference(gate, "measure"), comparison is null ? default : RuleReader.Comparisons[comparison],
            comparison is null ? 0 : gate.Number(comparison, "a number", _ => true), gate.Text("reason", "one sentence: why this bound"),
            Applies(gate, scales));
    }

    private static BesideMeasurement Beside(YamlNode node, IReadOnlyDictionary<Scale, ScalePlan> scales, ClaimProblems problems)
    {
        var beside = new YamlFields(node, "a measurement beside", problems, "measure", "scales");
        return new(RuleReader.Reference(beside, "measure"), Applies(beside, scales));
    }

    /// <summary>The scales that a gate or measurement names, which must be the claim's; none: everywhere.</summary>
    private static IReadOnlyList<Scale> Applies(YamlFields f, IReadOnlyDictionary<Scale, ScalePlan> scales)
    {
        var applies = f.Scales();
        foreach (var scale in applies.Where(s => !scales.ContainsKey(s)))
            f.Fault("scales", $"names '{Name(scale)}'", $"scales of this claim: {Names(scales.Keys)}");
        return applies;
    }

    private static MeasurementReference[] Reported(YamlFields f, ClaimProblems problems)
    {
        var items = f.Items("reported", "a list of measurement references");
        foreach (var item in items.Where(i => !MeasurementReference.TryParse(i.ToString(), out _)))
            problems.Add(item.Start.Line, $"'{item}' is no measurement reference", MeasurementReference.Grammar);
        return [.. items.Select(i => MeasurementReference.TryParse(i.ToString(), out var r) ? r : null).OfType<MeasurementReference>()];
    }

    private static Dictionary<Scale, ScalePlan> Scales(YamlFields f, Rule? rule, EvidenceUnit unit, ClaimProblems problems)
    {
        var plans = new Dictionary<Scale, ScalePlan>();
        if (f.Required("scales", $"one or more of {string.Join(", ", ScaleNames.Keys)}") is not { } node)
            return plans;
        var scales = new YamlFields(node, "scales", problems, [.. ScaleNames.Keys]);
        if (node is YamlMappingNode && !scales.Keys.Any())
            problems.Add(scales.Line, "scales is empty", $"one or more of {string.Join(", ", ScaleNames.Keys)}");
        foreach (var name in scales.Keys)
        {
            var plan = new YamlFields(scales.Optional(name)!, $"scale '{name}'", problems, "seeds", "minutes");
            var seeds = (int)plan.Number("seeds", "a whole number from 1", ControlReader.IsCount);
            if (unit == EvidenceUnit.Image && seeds > 1)
                plan.Fault("seeds", $"is {seeds}", "1: a claim about images reads one checkpoint");
            else if (unit == EvidenceUnit.Seed && rule is not null && seeds > 0 && seeds < MinimumSeeds.ToSupport(rule))
                plan.Fault("seeds", $"is {seeds}", $"at least {MinimumSeeds.ToSupport(rule)}, below which the rule cannot be supported");
            plans[ScaleNames[name]] = new(seeds, plan.Number("minutes", "minutes above 0", m => m > 0));
        }
        foreach (var scale in rule is null ? [] : rule.Leaves().SelectMany(l => l.Scales).Distinct().Where(s => !plans.ContainsKey(s)))
            scales.Fault(Name(scale), "is where a part of the rule is asked, but is not planned", $"scales of this claim: {Names(plans.Keys)}");
        foreach (var scale in plans.Keys.Where(s => rule is not null && rule.At(s) is null))
            scales.Fault(Name(scale), "leaves no part of the rule", "a part that is asked there");
        return plans;
    }

    private static string Name(Scale scale) => scale.ToString().ToLowerInvariant();

    private static string Names(IEnumerable<Scale> scales) => string.Join(", ", scales.Order().Select(Name));

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z")]
    private static partial Regex IdPattern();

    [GeneratedRegex("^[0-9]{4}\\.[0-9]{5}\\z")]
    private static partial Regex PaperPattern();
}
