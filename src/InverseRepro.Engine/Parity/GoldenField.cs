using System.Text.Json;

namespace InverseRepro.Engine.Parity;

/// <summary>A value of a golden file and its place in it ("stages[3].min"), so that every fault can be told.</summary>
internal readonly record struct GoldenField(JsonElement Value, string Place)
{
    private const int MostAxes = 8;

    /// <exception cref="FormatException">There is no such field; as of all members, where the value is of another kind.</exception>
    public GoldenField this[string name] => Find(name) ?? throw Fault($"has no '{name}'");

    public GoldenField this[int index] => Items.ElementAtOrDefault(index) is { Place: not null } item ? item : throw Fault($"has no item {index}");

    public IReadOnlyList<GoldenField> Items
    {
        get
        {
            Demand(JsonValueKind.Array);
            var place = Place;
            return [.. Value.EnumerateArray().Select((item, i) => new GoldenField(item, $"{place}[{i}]"))];
        }
    }

    public IReadOnlyList<(string Name, GoldenField Value)> Members
    {
        get
        {
            Demand(JsonValueKind.Object);
            var place = Place;
            return [.. Value.EnumerateObject().Select(member => (member.Name, new GoldenField(member.Value, place.Length == 0 ? member.Name : $"{place}.{member.Name}")))];
        }
    }

    public string Text
    {
        get
        {
            Demand(JsonValueKind.String);
            return Value.GetString()!;
        }
    }

    /// <summary>A finite number; booleans count as 0 and 1.</summary>
    public double Number => Value.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.Number when Value.GetDouble() is var number && double.IsFinite(number) => number,
        _ => throw Fault($"is {Shown}, not a finite number"),
    };

    public long Whole => Value.ValueKind == JsonValueKind.Number && Value.TryGetInt64(out var number) ? number : throw Fault($"is {Shown}, not a whole number");

    public double[] Numbers => [.. Items.Select(item => item.Number)];

    public bool IsNull => Value.ValueKind == JsonValueKind.Null;

    public GoldenField? Find(string name)
    {
        Demand(JsonValueKind.Object);
        return Value.TryGetProperty(name, out var value) ? new GoldenField(value, Place.Length == 0 ? name : $"{Place}.{name}") : null;
    }

    /// <summary>Sizes of at least <paramref name="least"/> whose product is at most <paramref name="mostElements"/>.</summary>
    public long[] Shape(long least, long mostElements)
    {
        var items = Items;
        if (items.Count > MostAxes)
            throw Fault($"has {items.Count} axes, at most {MostAxes} are accepted");
        var elements = (Int128)1;
        var shape = new long[items.Count];
        for (var axis = 0; axis < shape.Length; axis++)
        {
            if (items[axis].Value.ValueKind != JsonValueKind.Number || !items[axis].Value.TryGetInt64(out shape[axis]) || shape[axis] < least)
                throw items[axis].Fault($"is {items[axis].Shown}, not a whole number of at least {least}");
            elements *= shape[axis];
            if (elements > mostElements)
                throw Fault($"is {Shown}: more than {mostElements} elements");
        }
        return shape;
    }

    public FormatException Fault(string fault) => new($"{(Place.Length == 0 ? "the file" : Place)} {fault}");

    private string Shown => Value.GetRawText() is var text && text.Length > 60 ? $"{text[..60]}…" : text;

    public void Demand(JsonValueKind kind)
    {
        if (Value.ValueKind != kind)
            throw Fault($"is {Shown}, not {(kind == JsonValueKind.Array ? "a list" : kind == JsonValueKind.Object ? "an object" : "a text")}");
    }
}
