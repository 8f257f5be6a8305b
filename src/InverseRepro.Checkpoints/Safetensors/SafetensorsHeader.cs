using System.Text.Json;
using System.Text.Unicode;

namespace InverseRepro.Checkpoints;

/// <summary>The JSON header of a safetensors file, read without tolerance.</summary>
/// <remarks>
/// A token reader rather than a document: duplicate keys, fractions and unknown fields are seen where they stand, and nothing
/// but names and shapes is allocated.
/// </remarks>
internal ref struct SafetensorsHeader
{
    private const int Depth = 4;
    private readonly string _file;
    private Utf8JsonReader _json;
    private string? _entry;

    private SafetensorsHeader(string file, ReadOnlySpan<byte> header)
    {
        _file = file;
        _json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = Depth });
    }

    /// <summary>A tensor of the header; Begin and End are offsets into the data section.</summary>
    public readonly record struct Tensor(string Name, ElementType Type, long[] Shape, long Begin, long End);

    public static (List<Tensor> Tensors, SortedDictionary<string, string> Metadata) Parse(string file, ReadOnlySpan<byte> header)
    {
        if (header.IsEmpty || header[0] != (byte)'{')
            throw new CheckpointException(file, "header", "does not start with '{'");
        if (!Utf8.IsValid(header))
            throw new CheckpointException(file, "header", "is not valid UTF-8");
        var reader = new SafetensorsHeader(file, header);
        try
        {
            var result = reader.ReadRoot();
            if (header[(int)reader._json.BytesConsumed..].ContainsAnyExcept((byte)' '))
                throw reader.Fault("is followed by something other than spaces");
            return result;
        }
        // Utf8JsonReader reports half surrogates in \u escapes as an invalid operation.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new CheckpointException(file, reader.Place, $"is not valid JSON: {fault.Message}", fault);
        }
    }

    private readonly string Place => _entry is null ? "header" : $"entry '{_entry}'";

    private readonly CheckpointException Fault(string fault) => new(_file, Place, fault);

    private (List<Tensor>, SortedDictionary<string, string>) ReadRoot()
    {
        var tensors = new List<Tensor>();
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        _json.Read();
        while (NextKey() is { } name)
        {
            _entry = name;
            if (!names.Add(name))
                throw Fault("occurs twice");
            if (names.Count > Limits.Entries)
                throw Fault($"is one more than the {Limits.Entries} entries accepted");
            if (name == SafetensorsFile.MetadataKey)
                ReadMetadata(metadata);
            else
                tensors.Add(ReadTensor(name));
            _entry = null;
        }
        return (tensors, metadata);
    }

    private void ReadMetadata(SortedDictionary<string, string> metadata)
    {
        Expect(JsonTokenType.StartObject, "is not a JSON object");
        while (NextKey() is { } key)
        {
            Expect(JsonTokenType.String, $"value of '{key}' is not a string");
            if (!metadata.TryAdd(key, _json.GetString()!))
                throw Fault($"key '{key}' occurs twice");
            if (metadata.Count > Limits.Entries)
                throw Fault($"has more than the {Limits.Entries} keys accepted");
        }
    }

    private Tensor ReadTensor(string name)
    {
        if (EntryRules.NameFault(name) is { } nameFault)
            throw Fault(nameFault);
        Expect(JsonTokenType.StartObject, "is not a JSON object");
        ElementType? type = null;
        long[]? shape = null, offsets = null;
        while (NextKey() is { } field)
        {
            if (field switch { "dtype" => type is not null, "shape" => shape is not null, _ => offsets is not null && field == "data_offsets" })
                throw Fault($"field '{field}' occurs twice");
            if (field == "dtype")
                type = ReadType();
            else if (field == "shape")
                shape = ReadIntegers(field, Limits.Rank);
            else if (field == "data_offsets")
                offsets = ReadIntegers(field, 2);
            else
                throw Fault($"has the unknown field '{field}'");
        }
        if (type is null || shape is null || offsets is null)
            throw Fault($"has no {(type is null ? "dtype" : shape is null ? "shape" : "data_offsets")}");
        return Checked(name, type.Value, shape, offsets);
    }

    private readonly Tensor Checked(string name, ElementType type, long[] shape, long[] offsets)
    {
        if (EntryRules.ShapeFault(shape, type, out _, out var bytes) is { } shapeFault)
            throw Fault(shapeFault);
        if (offsets.Length != 2)
            throw Fault($"data_offsets has {offsets.Length} numbers, not 2");
        var (begin, end) = (offsets[0], offsets[1]);
        if (begin < 0 || end < begin)
            throw Fault($"data_offsets [{begin},{end}] are not an ascending range from 0 on");
        if (end - begin != bytes)
            throw Fault($"shape [{string.Join(',', shape)}] of {type} needs {bytes} bytes, data_offsets [{begin},{end}] span {end - begin}");
        return new Tensor(name, type, shape, begin, end);
    }

    private ElementType ReadType()
    {
        Expect(JsonTokenType.String, "dtype is not a string");
        var name = _json.GetString()!;
        return ElementTypeFacts.TryParse(name, out var type) ? type : throw Fault($"dtype '{name}' is not supported");
    }

    private long[] ReadIntegers(string field, int most)
    {
        Expect(JsonTokenType.StartArray, $"{field} is not an array");
        var numbers = new List<long>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out var number))
                throw Fault($"{field} holds something other than 64-bit integers");
            if (numbers.Count == most)
                throw Fault($"{field} has more than {most} numbers");
            numbers.Add(number);
        }
        return [.. numbers];
    }

    // The next key of the object being read; null at its end.
    private string? NextKey() => _json.Read() && _json.TokenType == JsonTokenType.PropertyName ? _json.GetString() : null;

    private void Expect(JsonTokenType type, string otherwise)
    {
        if (!_json.Read() || _json.TokenType != type)
            throw Fault(otherwise);
    }
}
