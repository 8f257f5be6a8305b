using System.Globalization;

namespace InverseRepro.Checkpoints;

/// <summary>
/// Turns unpickled values, which may share and contain one another, into a tree of bounded depth and size, and names the
/// tensors in it by their path.
/// </summary>
internal sealed class TreeBuilder(CheckpointSource source, long mostValues)
{
    private readonly List<CheckpointEntry> _entries = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<(string? Key, int Index)> _path = [];
    private readonly long _mostBytes = Limits.ContiguousBytes(source.Length);
    private long _values, _bytes;

    /// <summary>The tree below <paramref name="root"/>, and the tensors in it.</summary>
    /// <param name="source">The file.</param>
    /// <param name="root">What the pickle holds; a dictionary.</param>
    /// <param name="pickleBytes">Length of the pickle: an honest one spends at least a byte on every value.</param>
    public static (DictionaryNode Root, IReadOnlyList<CheckpointEntry> Entries) Build(CheckpointSource source, object? root, long pickleBytes)
    {
        if (root is not PickleDictionary)
            throw source.Fault("root", $"is {Describe(root)}; a checkpoint is a dictionary");
        var builder = new TreeBuilder(source, Math.Min(pickleBytes, Limits.TreeValues));
        return ((DictionaryNode)builder.Node(root), builder._entries);
    }

    /// <summary>The kind of a value in words.</summary>
    public static string Describe(object? value) => value switch
    {
        null => "None",
        bool => "a boolean",
        long => "an integer",
        double => "a float",
        string => "a text",
        PickleList => "a list",
        PickleTuple => "a tuple",
        PickleDictionary => "a dictionary",
        TensorView => "a tensor",
        Storage => "a storage",
        StorageType => "a storage class",
        _ => $"the function {value}",
    };

    private string Path => string.Join('.', _path.Select(part => part.Key ?? part.Index.ToString(CultureInfo.InvariantCulture)));

    private CheckpointNode Node(object? value)
    {
        if (_path.Count > Limits.TreeDepth)
            throw Fault($"is nested deeper than {Limits.TreeDepth} levels, or contains itself");
        if (++_values > mostValues)
            throw Fault($"is one more than the {mostValues} values this file can honestly hold");
        return value switch
        {
            null or bool or long or double or string => new ScalarNode(value),
            PickleDictionary dictionary => Dictionary(dictionary),
            PickleList list => List(list.Items),
            PickleTuple tuple => List(tuple.Items),
            TensorView view => new TensorNode(Entry(view)),
            _ => throw Fault($"is {Describe(value)}, which is no data"),
        };
    }

    private DictionaryNode Dictionary(PickleDictionary dictionary)
    {
        var items = new OrderedDictionary<string, CheckpointNode>(StringComparer.Ordinal);
        foreach (var (key, value) in dictionary.Items)
            items.Add(key, Below((key, 0), value));
        return new DictionaryNode(items);
    }

    private ListNode List(IReadOnlyList<object?> values)
    {
        if (values.Count > mostValues - _values)
            throw Fault($"has {values.Count} items, beyond the {mostValues} values this file can honestly hold");
        var items = values.Count == 0 ? [] : new CheckpointNode[values.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = Below((null, i), values[i]);
        return new ListNode(items);
    }

    private CheckpointNode Below((string? Key, int Index) part, object? value)
    {
        _path.Add(part);
        var node = Node(value);
        _path.RemoveAt(_path.Count - 1);
        return node;
    }

    private CheckpointEntry Entry(TensorView view)
    {
        var name = Path;
        if (EntryRules.NameFault(name) is { } fault)
            throw Fault(fault);
        if (!_names.Add(name))
            throw Fault("occurs twice");
        if (_names.Count > Limits.Entries)
            throw Fault($"is one more than the {Limits.Entries} entries accepted");
        var entry = new CheckpointEntry(name, view.Storage.Type, view.Shape, StridedBytes.Of(source, view));
        // Two values at the ends of a storage take reading all of it.
        var bytes = Math.Max(entry.ByteCount, view.SpanBytes);
        if (bytes > _mostBytes - _bytes)
            throw Fault($"takes the tensors beyond {_mostBytes} bytes, the most a file of {source.Length} bytes may unfold to");
        _bytes += bytes;
        _entries.Add(entry);
        return entry;
    }

    private CheckpointException Fault(string fault) => source.Fault($"entry '{Path}'", fault);
}
