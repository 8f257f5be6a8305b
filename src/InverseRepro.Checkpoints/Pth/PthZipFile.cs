using System.Text;

namespace InverseRepro.Checkpoints;

/// <summary>Reader of the zip container of torch.save (PyTorch 1.6 and later).</summary>
public static class PthZipFile
{
    private const string PickleName = "data.pkl", ByteOrderName = "byteorder";

    /// <summary>Checks directory, CRCs and pickle; values are read when an entry is asked for them.</summary>
    /// <exception cref="CheckpointException">The file breaks a rule of the format, or asks for more than plain data.</exception>
    public static Checkpoint Read(string path) => CheckpointFile.Read(path, Read);

    internal static Checkpoint Read(CheckpointSource source)
    {
        var records = ZipDirectory.Read(source);
        var folder = Folder(source, records);
        CheckByteOrder(source, records, folder);
        var pickle = records[folder + PickleName];
        if (pickle.Size > Limits.PickleBytes)
            throw source.Fault($"record '{pickle.Name}'", $"has {pickle.Size} bytes, at most {Limits.PickleBytes} are accepted");

        var storages = new StorageTable(storage => Locate(records, folder, storage));
        var reader = new PickleReader(source, pickle.Offset, pickle.Offset + pickle.Size);
        var root = new Unpickler(source, reader, PickleName, storages.Open).Load();
        if (reader.Left > 0)
            throw source.Fault($"record '{pickle.Name}'", $"{reader.Left} bytes follow the pickle");
        var (tree, entries) = TreeBuilder.Build(source, root, pickle.Size);
        return new Checkpoint(source, CheckpointFormat.PthZip, entries, tree);
    }

    // "archive/" where the one pickle is "archive/data.pkl".
    private static string Folder(CheckpointSource source, Dictionary<string, ZipRecord> records)
    {
        var pickles = records.Keys.Where(name => name.Split('/') is [_, PickleName]).ToList();
        if (pickles.Count != 1)
            throw source.Fault("zip", $"has {pickles.Count} records FOLDER/{PickleName}, not one; this is not a file of torch.save");
        var folder = pickles[0][..^PickleName.Length];
        if (records.Keys.FirstOrDefault(name => !name.StartsWith(folder, StringComparison.Ordinal)) is { } stray)
            throw source.Fault($"record '{stray}'", $"lies outside the folder '{folder}'");
        return folder;
    }

    private static void CheckByteOrder(CheckpointSource source, Dictionary<string, ZipRecord> records, string folder)
    {
        if (!records.TryGetValue(folder + ByteOrderName, out var record))
            return;
        Span<byte> order = stackalloc byte[(int)Math.Min(record.Size, 16)];
        source.ReadExactly(record.Offset, order);
        if (!order.SequenceEqual("little"u8))
            throw source.Fault($"record '{record.Name}'", $"is '{Encoding.Latin1.GetString(order)}'; only little-endian files are accepted");
    }

    private static void Locate(Dictionary<string, ZipRecord> records, string folder, Storage storage)
    {
        if (storage.Key.Contains('/') || !records.TryGetValue($"{folder}data/{storage.Key}", out var record))
            throw new FormatFault($"there is no record for storage '{storage.Key}'");
        if (record.Size != storage.ByteCount)
            throw new FormatFault($"storage '{storage.Key}' of {storage.Count} {storage.Type} needs {storage.ByteCount} bytes, its record has {record.Size}");
        storage.Offset = record.Offset;
    }
}
