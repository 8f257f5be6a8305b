namespace InverseRepro.Checkpoints;

/// <summary>The storages a pickle names, one for each key.</summary>
internal sealed class StorageTable(Action<Storage> check)
{
    private readonly Dictionary<string, Storage> _storages = new(StringComparer.Ordinal);

    public int Count => _storages.Count;

    /// <summary>The storage of the announced key, which must agree with what the key stood for before.</summary>
    public Storage Open(Storage announced)
    {
        if (!_storages.TryGetValue(announced.Key, out var storage))
        {
            check(announced);
            _storages.Add(announced.Key, storage = announced);
        }
        else if ((storage.Type, storage.Count) != (announced.Type, announced.Count))
            throw new FormatFault($"storage '{announced.Key}' is announced as {storage.Count} {storage.Type} and as {announced.Count} {announced.Type}");
        return storage;
    }

    public Storage? Find(string key) => _storages.GetValueOrDefault(key);
}
