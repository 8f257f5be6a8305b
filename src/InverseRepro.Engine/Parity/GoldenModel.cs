using System.Text.Json;

namespace InverseRepro.Engine.Parity;

/// <summary>
/// A file of format "golden-model/1" (a network's settings, keys, inputs and the stages of one forward pass) or
/// "golden-chain/1" (a network with its inverse modules; no keys, and the config names the networks).
/// </summary>
/// <param name="Path">Where it was read.</param>
/// <param name="Scaled">Powers of two that entries are multiplied by after they were filled.</param>
public sealed record GoldenModel(string Path, string Id, JsonElement Config, IReadOnlyList<GoldenInput> Inputs,
    IReadOnlyList<GoldenEntry> StateDictionary, IReadOnlyDictionary<string, double> Scaled, IReadOnlyList<GoldenStage> Stages)
{
    private const string ModelFormat = "golden-model/1", ChainFormat = "golden-chain/1";

    /// <exception cref="InvalidDataException">The file is not of these formats; the message names file and fault.</exception>
    public static GoldenModel Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var document = JsonDocument.Parse(file);
            return Parse(path, document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path}: is not a golden model: {fault.Message}", fault);
        }
    }

    /// <summary>The setting of the network with this name.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is of another type.</exception>
    public T Setting<T>(string name)
    {
        try
        {
            return Config.TryGetProperty(name, out var value)
                ? value.Deserialize<T>()!
                : throw new InvalidDataException($"{Path}: the config has no '{name}'");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{Path}: config '{name}' is not of type {typeof(T).Name}: {fault.Message}", fault);
        }
    }

    /// <summary>The setting with this name, or <paramref name="otherwise"/> where the file is silent.</summary>
    public T Setting<T>(string name, T otherwise) => Config.TryGetProperty(name, out _) ? Setting<T>(name) : otherwise;

    /// <summary>The shape of an entry of the state dictionary: some files leave settings to be read from it.</summary>
    /// <exception cref="InvalidDataException">There is no such entry.</exception>
    public long[] ShapeOf(string key) => StateDictionary.FirstOrDefault(entry => entry.Key == key)?.Shape
        ?? throw new InvalidDataException($"{Path}: the state dictionary has no '{key}'");

    private static GoldenModel Parse(string path, JsonElement root)
    {
        var format = root.GetProperty("format").GetString();
        if (format is not (ModelFormat or ChainFormat))
            throw new FormatException($"format is '{format}', not '{ModelFormat}' or '{ChainFormat}'");
        var weights = root.GetProperty("weights");
        return new GoldenModel(
            path,
            root.GetProperty("id").GetString()!,
            root.GetProperty(format == ModelFormat ? "config" : "networks").Clone(),
            [.. root.GetProperty("inputs").EnumerateArray().Select(ParseInput)],
            format == ModelFormat ? [.. root.GetProperty("state_dict").EnumerateArray().Select(ParseEntry)] : [],
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
