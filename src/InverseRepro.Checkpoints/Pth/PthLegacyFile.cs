using System.Buffers.Binary;

namespace InverseRepro.Checkpoints;

/// <summary>
/// Reader of the stream that torch.save wrote before PyTorch 1.6: the pickles of magic number, protocol, system and content, the
/// list of storage keys, then for each key its number of values and the values.
/// </summary>
public static class PthLegacyFile
{
    private const long ProtocolVersion = 1001;
    private const int CountBytes = 8;

    /// <summary>PROTO 2, LONG1 of the 10 bytes of 0x1950a86a20f9469cfc6c, STOP.</summary>
    internal static ReadOnlySpan<byte> Magic => [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];

    /// <summary>Checks pickles and storages; values are read when an entry is asked for them.</summary>
    /// <exception cref="CheckpointException">The file breaks a rule of the format, or asks for more than plain data.</exception>
    public static Checkpoint Read(string path) => CheckpointFile.Read(path, Read);

    internal static Checkpoint Read(CheckpointSource source)
    {
        var magic = new byte[Math.Min(Magic.Length, source.Length)];
        source.ReadExactly(0, magic);
        if (!Magic.SequenceEqual(magic))
            throw source.Fault("magic number", "is not that of torch.save");
        var reader = new PickleReader(source, Magic.Length, source.Length);
        CheckSystem(source, reader);

        var storages = new StorageTable(storage =>
        {
            if (storage.ByteCount > source.Length)
                throw new FormatFault($"storage '{storage.Key}' announces {storage.Count} {storage.Type}, more than the file has bytes");
        });
        var begin = reader.Position;
        var root = new Unpickler(source, reader, "content", storages.Open).Load();
        var pickleBytes = reader.Position - begin;
        var keys = new Unpickler(source, reader, "storage keys", RefuseStorage).Load();
        PlaceStorages(source, storages, keys, reader.Position);
        var (tree, entries) = TreeBuilder.Build(source, root, pickleBytes);
        return new Checkpoint(source, CheckpointFormat.PthLegacy, entries, tree);
    }

    private static void CheckSystem(CheckpointSource source, PickleReader reader)
    {
        if (new Unpickler(source, reader, "protocol", RefuseStorage).Load() is not ProtocolVersion)
            throw source.Fault("protocol", $"is not {ProtocolVersion}");
        if (new Unpickler(source, reader, "system", RefuseStorage).Load() is not PickleDictionary system || system["little_endian"] is not true)
            throw source.Fault("system", "the file is not known to be little-endian");
    }

    private static Storage RefuseStorage(Storage storage) => throw new FormatFault("there can be no storage here");

    private static void PlaceStorages(CheckpointSource source, StorageTable storages, object? keys, long at)
    {
        if (keys is not PickleList { Items: var list } || list.Count != storages.Count)
            throw source.Fault("storage keys", $"are not the list of the {storages.Count} storages that tensors use");
        Span<byte> prefix = stackalloc byte[CountBytes];
        foreach (var key in list)
        {
            if (key is not string name || storages.Find(name) is not { Offset: < 0 } storage)
                throw source.Fault("storage keys", $"'{key}' occurs twice, or no tensor uses it");
            var place = $"storage '{name}'";
            if (source.Length - at < CountBytes)
                throw source.Fault(place, "is cut off");
            source.ReadExactly(at, prefix);
            if (BinaryPrimitives.ReadInt64LittleEndian(prefix) is var count && count != storage.Count)
                throw source.Fault(place, $"has {count} values, its tensors announce {storage.Count}");
            storage.Offset = at + CountBytes;
            if (storage.ByteCount > source.Length - storage.Offset)
                throw source.Fault(place, $"is cut off: {storage.ByteCount} bytes are announced, {source.Length - storage.Offset} are left");
            at = storage.Offset + storage.ByteCount;
        }
        if (at != source.Length)
            throw source.Fault("end", $"{source.Length - at} bytes follow the last storage");
    }
}
