namespace InverseRepro.Checkpoints;

// What the unpickler builds, besides null, bool, long, double and string.

/// <summary>A list, open to appending.</summary>
internal sealed class PickleList
{
    private List<object?>? _items;

    public IReadOnlyList<object?> Items => _items ?? (IReadOnlyList<object?>)[];

    public void Add(ReadOnlySpan<object?> values) => (_items ??= []).AddRange(values);
}

/// <summary>A tuple; Depth counts the tuples nested in it, with itself.</summary>
internal sealed record PickleTuple(object?[] Items, int Depth)
{
    // Two opcodes nest without end: refused here, before thousands are built.
    public static PickleTuple Of(object?[] items)
    {
        var depth = 1;
        foreach (var item in items)
            if (item is PickleTuple inner)
                depth = Math.Max(depth, inner.Depth + 1);
        return depth <= Limits.TreeDepth ? new PickleTuple(items, depth) : throw new FormatFault($"tuples are nested deeper than {Limits.TreeDepth} levels");
    }
}

/// <summary>A dict or OrderedDict. Keys are text, so that no file can choose colliding hashes.</summary>
internal sealed class PickleDictionary
{
    // An empty one costs its file one byte, and every tensor has one (its hooks): no table until there is an item.
    private OrderedDictionary<string, object?>? _items;

    public IEnumerable<KeyValuePair<string, object?>> Items => _items ?? Enumerable.Empty<KeyValuePair<string, object?>>();

    public int Count => _items?.Count ?? 0;

    public void Add(object? key, object? value)
    {
        var text = key switch
        {
            string name => name,
            long number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => throw new FormatFault($"a key is {TreeBuilder.Describe(key)}; text or an integer is accepted"),
        };
        if (text.Length > Limits.NameCharacters)
            throw new FormatFault($"a key has {text.Length} characters, at most {Limits.NameCharacters} are accepted");
        if (!(_items ??= new OrderedDictionary<string, object?>(StringComparer.Ordinal)).TryAdd(text, value))
            throw new FormatFault($"the key '{text}' occurs twice in a dictionary");
    }

    public object? this[string key] => _items is not null && _items.TryGetValue(key, out var value) ? value : null;
}

/// <summary>An allowed callable; naming it runs nothing.</summary>
internal enum PickleCallable
{
    OrderedDict,
    RebuildTensor,
    RebuildTensorV2,
    RebuildParameter,
}

/// <summary>A storage class such as torch.FloatStorage.</summary>
internal sealed record StorageType(ElementType Type);

/// <summary>A flat array of a checkpoint; Offset is its place in the file, set once that is known.</summary>
internal sealed record Storage(string Key, ElementType Type, long Count)
{
    public long Offset { get; set; } = -1;

    public long ByteCount => Count * Type.Size();
}

/// <summary>A strided view of a storage, its bounds checked.</summary>
internal sealed record TensorView(Storage Storage, long Offset, long[] Shape, long[] Strides)
{
    /// <summary>Bytes of the storage from the first value to the last; 0 where there are none.</summary>
    public long SpanBytes => Shape.Contains(0) ? 0 : (1 + Shape.Zip(Strides, (size, stride) => (size - 1) * stride).Sum()) * Storage.Type.Size();
}
