namespace InverseRepro.Checkpoints;

/// <summary>
/// The whole of Python that a checkpoint may name, and what we do instead of running it (PyTorch, torch/_utils.py and
/// torch/serialization.py).
/// </summary>
internal static class TorchPickle
{
    private static readonly Dictionary<(string Module, string Name), object> Allowed = new()
    {
        [("collections", "OrderedDict")] = PickleCallable.OrderedDict,
        [("torch._utils", "_rebuild_tensor")] = PickleCallable.RebuildTensor,
        [("torch._utils", "_rebuild_tensor_v2")] = PickleCallable.RebuildTensorV2,
        [("torch._utils", "_rebuild_parameter")] = PickleCallable.RebuildParameter,
        [("torch", "FloatStorage")] = new StorageType(ElementType.F32),
        [("torch", "DoubleStorage")] = new StorageType(ElementType.F64),
        [("torch", "HalfStorage")] = new StorageType(ElementType.F16),
        [("torch", "BFloat16Storage")] = new StorageType(ElementType.BF16),
        [("torch", "LongStorage")] = new StorageType(ElementType.I64),
        [("torch", "IntStorage")] = new StorageType(ElementType.I32),
        [("torch", "ShortStorage")] = new StorageType(ElementType.I16),
        [("torch", "CharStorage")] = new StorageType(ElementType.I8),
        [("torch", "ByteStorage")] = new StorageType(ElementType.U8),
        [("torch", "BoolStorage")] = new StorageType(ElementType.BOOL),
    };

    public static object Global(string module, string name) => Allowed.TryGetValue((module, name), out var value)
        ? value
        : throw new FormatFault($"the global '{module}.{name}' is not on the allow-list; nothing was run. Save the state dictionary alone and use that file");

    public static object? Call(object? callable, object? arguments)
    {
        if (callable is not PickleCallable function || arguments is not PickleTuple { Items: var items })
            throw new FormatFault($"{TreeBuilder.Describe(callable)} cannot be called");
        return function switch
        {
            PickleCallable.OrderedDict => OrderedDict(items),
            PickleCallable.RebuildTensor when items.Length == 4 => View(items),
            PickleCallable.RebuildTensorV2 when items.Length is 6 or 7 => View(items),
            PickleCallable.RebuildParameter when items is [TensorView tensor, _, _] => tensor,
            _ => throw new FormatFault($"{function} does not take these {items.Length} arguments"),
        };
    }

    /// <summary>The storage of a persistent id ('storage', class, key, location, count), opened by <paramref name="open"/>.</summary>
    public static Storage PersistentId(object? id, Func<Storage, Storage> open)
    {
        if (id is not PickleTuple { Items: ["storage", StorageType type, string key, string, long count, ..] items }
            || items.Length > 6 || (items.Length == 6 && items[5] is not null))
            throw new FormatFault("the persistent id is not a storage");
        if (count < 0 || count > long.MaxValue / type.Type.Size())
            throw new FormatFault($"storage '{key}' announces {count} values");
        return open(new Storage(key, type.Type, count));
    }

    // Python 2 gave the items as a list of pairs, later versions set them afterwards.
    private static PickleDictionary OrderedDict(object?[] items)
    {
        var dictionary = new PickleDictionary();
        if (items is [])
            return dictionary;
        if (items is not [PickleList { Items: var pairs }])
            throw new FormatFault("OrderedDict takes nothing or a list of pairs");
        foreach (var pair in pairs)
        {
            IReadOnlyList<object?>? both = pair switch { PickleList list => list.Items, PickleTuple tuple => tuple.Items, _ => null };
            if (both is not [var key, var value])
                throw new FormatFault("OrderedDict takes nothing or a list of pairs");
            dictionary.Add(key, value);
        }
        return dictionary;
    }

    private static TensorView View(object?[] items)
    {
        if (items is not [Storage storage, long offset, PickleTuple { Items: var sizes }, PickleTuple { Items: var steps }, ..])
            throw new FormatFault("a tensor needs a storage, an offset, a shape and strides");
        var (shape, strides) = (Integers(sizes, "shape"), Integers(steps, "strides"));
        if (shape.Length != strides.Length)
            throw new FormatFault($"a tensor has {shape.Length} sizes and {strides.Length} strides");
        if (EntryRules.ShapeFault(shape, storage.Type, out var elements, out _) is { } fault)
            throw new FormatFault(fault);
        CheckBounds(storage, offset, shape, strides, elements);
        return new TensorView(storage, offset, shape, strides);
    }

    private static void CheckBounds(Storage storage, long offset, long[] shape, long[] strides, long elements)
    {
        var last = (Int128)offset;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            if (strides[axis] < 0)
                throw new FormatFault($"the stride {strides[axis]} is negative");
            last += (Int128)Math.Max(shape[axis] - 1, 0) * strides[axis];
        }
        if (offset < 0 || offset > storage.Count || (elements > 0 && last >= storage.Count))
            throw new FormatFault($"a tensor of shape [{string.Join(',', shape)}], strides [{string.Join(',', strides)}] and offset {offset} "
                + $"does not lie in storage '{storage.Key}' of {storage.Count} values");
    }

    private static long[] Integers(object?[] items, string what)
    {
        if (items.Length > Limits.Rank)
            throw new FormatFault($"the {what} has {items.Length} axes, at most {Limits.Rank} are accepted");
        return Array.ConvertAll(items, item => item is long number ? number : throw new FormatFault($"the {what} holds {TreeBuilder.Describe(item)}, not an integer"));
    }
}
