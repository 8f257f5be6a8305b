using System.Text.Json;

namespace InverseRepro.Vision.DataSets;

/// <summary>A value in a JSON file that knows where it stands, so that whoever reads it wrongly is told the place.</summary>
internal readonly record struct JsonEntry(string File, string Place, JsonElement Value)
{
    /// <summary>The property <paramref name="name"/>.</summary>
    internal JsonEntry this[string name] => Value.ValueKind != JsonValueKind.Object
        ? throw Fault($"{Shown}; it is an object")
        : Value.TryGetProperty(name, out var value)
            ? new JsonEntry(File, Place.Length == 0 ? name : $"{Place}.{name}", value)
            : throw Fault($"no \"{name}\"");

    internal bool IsObject => Value.ValueKind == JsonValueKind.Object;

    internal string Text => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Fault($"{Shown}; it is a text");

    internal double Number => Value.ValueKind == JsonValueKind.Number && Value.TryGetDouble(out var number) && double.IsFinite(number)
        ? number
        : throw Fault($"{Shown}; it is a finite number");

    internal long Whole => Value.ValueKind == JsonValueKind.Number && Value.TryGetInt64(out var number)
        ? number
        : throw Fault($"{Shown}; it is a whole number");

    internal IReadOnlyList<JsonEntry> Items
    {
        get
        {
            if (Value.ValueKind != JsonValueKind.Array)
                throw Fault($"{Shown}; it is a list");
            var (file, place) = (File, Place);
            return [.. Value.EnumerateArray().Select((item, i) => new JsonEntry(file, $"{place}[{i}]", item))];
        }
    }

    internal int WholeIn(int least, int greatest) => Whole is var number && number >= least && number <= greatest
        ? (int)number
        : throw Fault($"{number}; it is in {least}..{greatest}");

    internal DataSetException Fault(string fault) => new(File, $"{(Place.Length == 0 ? "the file" : Place)}: {fault}.");

    private string Shown => Value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => Value.GetRawText() is { Length: > 40 } text ? $"{text[..40]}…" : Value.GetRawText(),
    };
}
