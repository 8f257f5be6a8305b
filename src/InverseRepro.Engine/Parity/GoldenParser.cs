using System.Text.Json;

namespace InverseRepro.Engine.Parity;

/// <summary>
/// Reads golden files and refuses what no honest one holds, before anything is built: sizes that would take the memory, fields
/// of other kinds, non-finite numbers, and files that would agree with any network because they say nothing.
/// </summary>
internal static class GoldenParser
{
    public const string ModelFormat = "golden-model/1", ChainFormat = "golden-chain/1";

    /// <summary>All inputs of a file together: 33 pictures of 3×400×400.</summary>
    public const long MostInputElements = 1L << 24;

    /// <summary>All weights of a file together, 4 GiB in float32.</summary>
    public const long MostWeightElements = 1L << 30;

    /// <summary>Largest size, depth or other number of a config.</summary>
    public const double MostSetting = 1 << 16;

    private const int Samples = 64;

    /// <exception cref="FormatException">Names the place and the fault.</exception>
    public static GoldenModel Parse(string path, JsonElement root)
    {
        var file = new GoldenField(root, "");
        var format = file["format"].Text;
        if (format is not (ModelFormat or ChainFormat))
            throw new FormatException($"format is '{format}', not '{ModelFormat}' or '{ChainFormat}'");
        var isModel = format == ModelFormat;
        var config = file[isModel ? "config" : "networks"];
        CheckSettings(config);
        GoldenEntry[] entries = isModel ? [.. file["state_dict"].Items.Select(ParseEntry)] : [];
        Distinct(file, "state_dict", entries.Select(entry => entry.Key));
        if (entries.Sum(entry => entry.Shape.Aggregate(1L, (product, size) => product * size)) is var weights and > MostWeightElements)
            throw file.Fault($"lists {weights} weights, at most {MostWeightElements} are accepted");
        GoldenInput[] inputs = [.. file["inputs"].Items.Select(ParseInput)];
        if (inputs.Sum(input => input.Shape.Aggregate(1L, (product, size) => product * size)) is var elements and > MostInputElements)
            throw file.Fault($"has inputs of {elements} elements, at most {MostInputElements} are accepted");
        GoldenStage[] stages = [.. file["stages"].Items.Select(ParseStage)];
        if (stages.Length == 0)
            throw file.Fault("has no stages: there is nothing to agree with");
        Distinct(file, "stages", stages.Select(stage => stage.Name));
        return new GoldenModel(path, file["id"].Text, config.Value.Clone(), inputs, entries,
            Scaled(file["weights"], isModel ? entries.Select(entry => entry.Key).ToHashSet() : null), stages)
        { Positions = Positions(file.Find("absolute_positions")) };
    }

    public static GoldenStage ParseStage(GoldenField stage)
    {
        var shape = stage["shape"].Shape(least: 1, MostWeightElements);
        var type = stage["dtype"].Text;
        var isFloat = type.StartsWith("float", StringComparison.Ordinal);
        double? Statistic(string name, bool given) => given ? stage[name].Number : null;
        var parsed = new GoldenStage(stage["name"].Text, shape, type, stage["min"].Number, stage["max"].Number,
            Statistic("mean", isFloat), Statistic("std", isFloat), Statistic("l2", isFloat), Statistic("sum", !isFloat),
            stage["samples"].Numbers, stage.Find("values")?.Numbers, stage.Find("fp64_max_abs_diff")?.Number);
        if (parsed.Samples.Length != Samples)
            throw stage["samples"].Fault($"holds {parsed.Samples.Length} values, not {Samples}");
        if (parsed.Values is { } values && values.Length != parsed.Count)
            throw stage["values"].Fault($"holds {values.Length} values, the shape has {parsed.Count}");
        return parsed.Float64Difference < 0 ? throw stage["fp64_max_abs_diff"].Fault("is negative") : parsed;
    }

    private static GoldenInput ParseInput(GoldenField input)
    {
        var (normalise, map) = (input.Find("normalise"), input.Find("map")?.Text);
        var parsed = new GoldenInput(input["name"].Text, input["shape"].Shape(least: 1, MostInputElements), map, input.Find("scale")?.Number ?? 1,
            normalise is { } means ? Floats(means["mean"]) : null, normalise is { } deviations ? Floats(deviations["std"]) : null, input.Find("made")?.Text);
        if (map is not (null or "u" or "s"))
            throw input["map"].Fault($"is '{map}'; u and s are known");
        if (normalise is { } channels && (parsed.Shape.Length < 3 || parsed.Mean!.Length != parsed.Shape[^3] || parsed.Std!.Length != parsed.Shape[^3] || parsed.Std.Contains(0)))
            throw channels.Fault($"does not give a mean and a standard deviation for each channel of [{string.Join(',', parsed.Shape)}]");
        return parsed;
    }

    private static Dictionary<string, GoldenPositions> Positions(GoldenField? named)
    {
        var all = new Dictionary<string, GoldenPositions>();
        foreach (var (name, positions) in named?.Members ?? [])
        {
            var parsed = new GoldenPositions(positions["shape"].Shape(least: 1, MostInputElements), [.. positions["data"].Items.Select(item => item.Whole)]);
            if (parsed.Values.Length != parsed.Shape.Aggregate(1L, (product, size) => product * size))
                throw positions["data"].Fault($"holds {parsed.Values.Length} values, the shape is [{string.Join(',', parsed.Shape)}]");
            all.Add(name, parsed);
        }
        return all;
    }

    private static GoldenEntry ParseEntry(GoldenField row)
    {
        double? Value(int column) => row[column].IsNull ? null : row[column].Number;
        return new GoldenEntry(row[0].Text, row[1].Text, row[2].Shape(least: 0, MostWeightElements), row[3].Text, Value(4), Value(5));
    }

    private static Dictionary<string, double> Scaled(GoldenField weights, HashSet<string>? keys)
    {
        var factors = new Dictionary<string, double>();
        foreach (var pair in weights.Find("scaled")?.Items ?? [])
        {
            if (keys?.Contains(pair[0].Text) == false)
                throw pair.Fault($"scales '{pair[0].Text}', which the state dictionary does not have");
            if (!factors.TryAdd(pair[0].Text, pair[1].Number))
                throw pair.Fault($"scales '{pair[0].Text}' a second time");
        }
        return factors;
    }

    private static float[] Floats(GoldenField list) => Array.ConvertAll(list.Numbers, number => (float)number);

    private static void Distinct(GoldenField file, string what, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (names.FirstOrDefault(name => !seen.Add(name)) is { } twice)
            throw file[what].Fault($"has '{twice}' twice");
    }

    private static void CheckSettings(GoldenField config)
    {
        config.Demand(JsonValueKind.Object);
        var open = new Stack<GoldenField>([config]);
        while (open.TryPop(out var field))
            if (field.Value.ValueKind == JsonValueKind.Object)
                foreach (var property in field.Value.EnumerateObject())
                    open.Push(new GoldenField(property.Value, $"{field.Place}.{property.Name}"));
            else if (field.Value.ValueKind == JsonValueKind.Array)
                foreach (var item in field.Items)
                    open.Push(item);
            else if (field.Value.ValueKind == JsonValueKind.Number && Math.Abs(field.Number) > MostSetting)
                throw field.Fault($"is {field.Value.GetRawText()}, beyond {MostSetting}");
    }
}
