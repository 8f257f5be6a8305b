using System.Text.Json;

namespace InverseRepro.Engine.Parity;

/// <summary>A file of format "golden-model/1": a network's settings, keys, inputs and the stages of one forward pass.</summary>
public sealed record GoldenModel(string Id, JsonElement Config, IReadOnlyList<GoldenInput> Inputs, IReadOnlyList<GoldenEntry> StateDictionary,
    IReadOnlyDictionary<string, double> Scaled, IReadOnlyList<GoldenStage> Stages)
{
    private const string Format = "golden-model/1";

    /// <exception cref="InvalidDataException">The file is not of this format; the message names file and fault.</exception>
    public static GoldenModel Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var document = JsonDocument.Parse(file);
            return Parse(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path}: is not a golden model: {fault.Message}", fault);
        }
    }

    private static GoldenModel Parse(JsonElement root)
    {
        var format = root.GetProperty("format").GetString();
        if (format != Format)
            throw new FormatException($"format is '{format}', not '{Format}'");
        var weights = root.GetProperty("weights");
        return new GoldenModel(
            root.GetProperty("id").GetString()!,
            root.GetProperty("config").Clone(),
            [.. root.GetProperty("inputs").EnumerateArray().Select(ParseInput)],
            [.. root.GetProperty("state_dict").EnumerateArray().Select(ParseEntry)],
            weights.TryGetProperty("scaled", out var scaled)
                ? scaled.EnumerateArray().ToDictionary(pair => pair[0].GetString()!, pair => pair[1].GetDouble())
                : new Dictionary<string, double>(),
            [.. root.GetProperty("stages").EnumerateArray().Select(ParseStage)]);
    }

    private static GoldenInput ParseInput(JsonElement input)
    {
        var normalise = Optional(input, "normalise");
        return new GoldenInput(
            input.GetProperty("name").GetString()!,
            Shape(input.GetProperty("shape")),
            Optional(input, "map")?.GetString(),
            Optional(input, "scale")?.GetDouble() ?? 1,
            normalise is { } mean ? Floats(mean.GetProperty("mean")) : null,
            normalise is { } std ? Floats(std.GetProperty("std")) : null,
            Optional(input, "made")?.GetString());
    }

    private static GoldenEntry ParseEntry(JsonElement row) =>
        new(row[0].GetString()!, row[1].GetString()!, Shape(row[2]), row[3].GetString()!, Value(row[4]), Value(row[5]));

    private static double? Value(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : Number(value);

    internal static GoldenStage ParseStage(JsonElement stage) => new(
        stage.GetProperty("name").GetString()!,
        Shape(stage.GetProperty("shape")),
        stage.GetProperty("dtype").GetString()!,
        Number(stage.GetProperty("min")),
        Number(stage.GetProperty("max")),
        Optional(stage, "mean") is { } mean ? Number(mean) : null,
        Numbers(stage.GetProperty("samples")),
        Optional(stage, "values") is { } values ? Numbers(values) : null,
        Optional(stage, "fp64_max_abs_diff") is { } difference ? Number(difference) : null);

    private static JsonElement? Optional(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value : null;

    private static long[] Shape(JsonElement array) => [.. array.EnumerateArray().Select(size => size.GetInt64())];

    private static float[] Floats(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetSingle())];

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(Number)];

    private static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => value.GetString() switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "nan" => double.NaN,
            var text => throw new FormatException($"'{text}' is not a number"),
        },
    };
}
