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
    private const int SmallSize = 256;

    // Hundreds of times the largest golden file.
    private const long MostBytes = 16L << 20;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Whether the file is of one of these formats; false for JSON of another kind.</summary>
    /// <exception cref="InvalidDataException">The file is no JSON.</exception>
    public static bool IsGolden(string path) => Parse(path, root => root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.String
        && format.GetString() is GoldenParser.ModelFormat or GoldenParser.ChainFormat);

    /// <exception cref="InvalidDataException">The file is not of these formats; the message names file and fault.</exception>
    public static GoldenModel Read(string path) => Parse(path, root => GoldenParser.Parse(path, root));

    /// <summary>The setting of the network with this name.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is of another type.</exception>
    public T Setting<T>(string name)
    {
        if (!Config.TryGetProperty(name, out var value))
            throw new InvalidDataException($"{Path}: the config has no '{name}'");
        try
        {
            var setting = value.Deserialize<T>() ?? throw new InvalidDataException($"{Path}: config '{name}' is null");
            int[] sizes = setting switch { int size => [size], int[] several => several, _ => [] };
            return sizes.All(size => Math.Abs((long)size) <= LargestSize) ? setting
                : throw new InvalidDataException($"{Path}: config '{name}' is {value.GetRawText()}, beyond every size in the file ({LargestSize})");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{Path}: config '{name}' is {value.GetRawText()}, not of type {typeof(T).Name}", fault);
        }
    }

    /// <summary>The setting with this name, or <paramref name="otherwise"/> where the file is silent or says null.</summary>
    /// <exception cref="InvalidDataException">It is of another type.</exception>
    public T Setting<T>(string name, T otherwise) =>
        Config.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? Setting<T>(name) : otherwise;

    /// <summary>The setting with this name, or what the weights say where the file is silent or says null.</summary>
    /// <exception cref="InvalidDataException">It is of another type, or the weights do not tell.</exception>
    public T SettingOr<T>(string name, Func<T> fromWeights) =>
        Config.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? Setting<T>(name) : fromWeights();

    /// <summary>Demands that a setting is one of those that networks here have, the first where the file is silent or says null.</summary>
    /// <exception cref="InvalidDataException">It is another one, or of another type.</exception>
    public void Expect<T>(string name, params T[] accepted)
    {
        if (Setting(name, accepted[0]) is var setting && !accepted.Contains(setting))
            throw new InvalidDataException($"{Path}: config '{name}' is {Config.GetProperty(name).GetRawText()}; networks here have {string.Join(" or ", accepted)}");
    }

    /// <summary>Demands that the file is silent on these settings, or says null, false, zero or an empty text.</summary>
    /// <exception cref="InvalidDataException">It asks for one of them.</exception>
    public void ExpectNone(params string[] names)
    {
        foreach (var name in names)
            if (Config.TryGetProperty(name, out var value) && value.GetRawText() is not ("null" or "false" or "0" or "0.0" or "\"\""))
                throw new InvalidDataException($"{Path}: config '{name}' is {value.GetRawText()}; networks here have none");
    }

    /// <summary>The input of a network that has one.</summary>
    /// <exception cref="InvalidDataException">The file has none, or several.</exception>
    public GoldenInput OneInput => Inputs.Count == 1 ? Inputs[0] : throw new InvalidDataException($"{Path}: has {Inputs.Count} inputs, the network takes one");

    /// <summary>The shape of an entry of the state dictionary: some files leave settings to be read from it.</summary>
    /// <exception cref="InvalidDataException">There is no such entry.</exception>
    public long[] ShapeOf(string key) => StateDictionary.FirstOrDefault(entry => entry.Key == key)?.Shape
        ?? throw new InvalidDataException($"{Path}: the state dictionary has no '{key}'");

    /// <summary>Whether the state dictionary has an entry with this key.</summary>
    public bool Has(string key) => StateDictionary.Any(entry => entry.Key == key);

    /// <summary>Positions that the network is given beside its inputs, by name.</summary>
    internal IReadOnlyDictionary<string, GoldenPositions> Positions { get; init; } = new Dictionary<string, GoldenPositions>();

    /// <summary>The positions with this name.</summary>
    /// <exception cref="InvalidDataException">There are none.</exception>
    public GoldenPositions Position(string name) => Positions.TryGetValue(name, out var positions) ? positions
        : throw new InvalidDataException($"{Path}: absolute_positions has no '{name}'");

    internal static GoldenStage ParseStage(JsonElement stage) => GoldenParser.ParseStage(new GoldenField(stage, "stage"));

    // No honest file has a setting beyond all its shapes and the number of its keys; a dishonest one would fill the memory.
    private long LargestSize => StateDictionary.SelectMany(entry => entry.Shape).Concat(Inputs.SelectMany(input => input.Shape))
        .Concat(Stages.SelectMany(stage => stage.Shape)).Append(StateDictionary.Count).Append(SmallSize).Max();

    private static T Parse<T>(string path, Func<JsonElement, T> parse)
    {
        try
        {
            using var document = JsonDocument.Parse(Content(path), Strict);
            return parse(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path}: is not a golden model: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path}: {(fault is FileNotFoundException or DirectoryNotFoundException ? "does not exist" : $"cannot be read: {fault.Message}")}", fault);
        }
    }

    private static byte[] Content(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length > MostBytes)
            throw new FormatException($"it has {file.Length} bytes, at most {MostBytes} are accepted");
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }
}
