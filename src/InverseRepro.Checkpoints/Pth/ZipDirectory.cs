using System.Buffers.Binary;
using System.Text;

namespace InverseRepro.Checkpoints;

/// <summary>
/// The records of a zip file as torch.save writes them, read by hand: ZipArchive checks no CRC, takes the first of two records
/// of the same name, tolerates what lies between and around records, and inflates, all of which two readers of one file may
/// see differently. (APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3.)
/// </summary>
internal sealed class ZipDirectory
{
    internal const uint LocalSignature = 0x04034b50;
    private const uint CentralSignature = 0x02014b50, EndSignature = 0x06054b50,
        End64Signature = 0x06064b50, Locator64Signature = 0x07064b50;
    private const int LocalBytes = 30, CentralBytes = 46, EndBytes = 22, End64Bytes = 56, Locator64Bytes = 20, DataDescriptorBytes = 24;
    private const int DataDescriptorFlag = 0x8, Utf8Flag = 0x800;
    private const int Zip64Field = 1;
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly CheckpointSource _source;
    private readonly Dictionary<string, ZipRecord> _records = new(StringComparer.Ordinal);
    private readonly List<(long Begin, long End, string Name)> _extents = [];

    private ZipDirectory(CheckpointSource source) => _source = source;

    /// <summary>All records: stored, of distinct and safe names, apart from each other, with matching CRC-32.</summary>
    public static Dictionary<string, ZipRecord> Read(CheckpointSource source)
    {
        var zip = new ZipDirectory(source);
        var (begin, end, count) = zip.FindDirectory();
        zip.ReadDirectory(begin, end, count);
        zip.CheckTiling(begin);
        foreach (var record in zip._records.Values)
            zip.CheckCrc(record);
        return zip._records;
    }

    private (long Begin, long End, long Count) FindDirectory()
    {
        var endAt = _source.Length - EndBytes;
        var end = endAt < 0 ? [] : Read(endAt, EndBytes);
        if (end.Length == 0 || U32(end, 0) != EndSignature || U16(end, 20) != 0)
            throw Fault("the end record of the zip file is missing; the file is cut off or has something behind it");
        if (U16(end, 4) != 0 || U16(end, 6) != 0 || U16(end, 8) != U16(end, 10))
            throw Fault("the zip file is one of several parts");
        var (size, begin, count) = ((long)U32(end, 12), (long)U32(end, 16), (long)U16(end, 10));
        var locatorAt = endAt - Locator64Bytes;
        if (locatorAt >= End64Bytes && Read(locatorAt, Locator64Bytes) is var locator && U32(locator, 0) == Locator64Signature)
        {
            endAt = locatorAt - End64Bytes;
            var end64 = Read(endAt, End64Bytes);
            if (U64(locator, 8) != endAt || U32(end64, 0) != End64Signature || U64(end64, 4) != End64Bytes - 12 || U64(end64, 24) != U64(end64, 32))
                throw Fault("the zip64 end record does not stand where it is announced");
            if (!Agrees(count, U64(end64, 32), ushort.MaxValue) || !Agrees(size, U64(end64, 40), uint.MaxValue) || !Agrees(begin, U64(end64, 48), uint.MaxValue))
                throw Fault("the two end records of the zip file disagree");
            (size, begin, count) = (U64(end64, 40), U64(end64, 48), U64(end64, 32));
        }
        if (begin < 0 || size < 0 || begin > endAt || size != endAt - begin)
            throw Fault($"the directory of {size} bytes at {begin} does not end where the end record starts, at {endAt}");
        if (count < 0 || count > size / CentralBytes || count > Limits.Entries)
            throw Fault($"{count} records do not fit into a directory of {size} bytes, or are more than {Limits.Entries}");
        return (begin, endAt, count);

        static bool Agrees(long small, long large, long saturated) => small == large || small == saturated;
    }

    private void ReadDirectory(long at, long end, long count)
    {
        for (var i = 0L; i < count; i++)
        {
            var fixedPart = at > end - CentralBytes ? [] : Read(at, CentralBytes);
            if (fixedPart.Length == 0 || U32(fixedPart, 0) != CentralSignature)
                throw Fault($"the directory entry at byte {at} is damaged");
            var variable = U16(fixedPart, 28) + U16(fixedPart, 30) + U16(fixedPart, 32);
            if (variable > end - at - CentralBytes)
                throw Fault($"the directory entry at byte {at} goes beyond the directory");
            AddRecord(fixedPart, Read(at + CentralBytes, variable));
            at += CentralBytes + variable;
        }
        if (at != end)
            throw Fault($"{end - at} bytes follow the {count} entries of the directory");
    }

    private void AddRecord(byte[] central, byte[] variable)
    {
        var nameBytes = variable.AsSpan(0, U16(central, 28));
        var name = SafeName(nameBytes);
        if ((U16(central, 8) & ~(DataDescriptorFlag | Utf8Flag)) != 0 || U16(central, 10) != 0)
            throw Fault("is compressed or encrypted; only stored records are accepted", name);
        var (size, stored, at) = Sizes(central, variable.AsSpan(nameBytes.Length, U16(central, 30)), name);
        if (size != stored)
            throw Fault($"has {size} bytes, but {stored} are stored", name);
        if (at < 0 || at > _source.Length - LocalBytes)
            throw Fault($"starts at byte {at}, beyond the file", name);
        var local = Read(at, LocalBytes);
        var begin = at + LocalBytes + U16(local, 26) + U16(local, 28);
        if (U32(local, 0) != LocalSignature || U16(local, 8) != 0 || begin > _source.Length || U16(local, 26) != nameBytes.Length
            || !Read(at + LocalBytes, nameBytes.Length).AsSpan().SequenceEqual(nameBytes))
            throw Fault("does not start with a matching local header", name);
        if (size < 0 || size > _source.Length - begin)
            throw Fault($"announces {size} bytes, {_source.Length - begin} are left in the file", name);
        if (!_records.TryAdd(name, new ZipRecord(name, begin, size, U32(central, 16))))
            throw Fault("occurs twice", name);
        _extents.Add((at, begin + size, name));
    }

    // Saturated 32-bit numbers have their values in the zip64 field, in this order.
    private (long Size, long Stored, long At) Sizes(byte[] central, ReadOnlySpan<byte> extra, string name)
    {
        Span<long> numbers = [U32(central, 24), U32(central, 20), U32(central, 42)];
        while (extra.Length >= 4)
        {
            var (id, length) = (U16(extra, 0), U16(extra, 2));
            if (length > extra.Length - 4)
                throw Fault("has a damaged extra field", name);
            var field = extra.Slice(4, length);
            extra = extra[(4 + length)..];
            if (id != Zip64Field)
                continue;
            foreach (ref var number in numbers)
                if (number == uint.MaxValue)
                {
                    if (field.Length < 8)
                        throw Fault("has a damaged zip64 field", name);
                    number = U64(field, 0);
                    field = field[8..];
                }
        }
        return (numbers[0], numbers[1], numbers[2]);
    }

    private string SafeName(ReadOnlySpan<byte> bytes)
    {
        string name;
        try
        {
            name = StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Fault("a record has a name that is not valid UTF-8");
        }
        if (EntryRules.NameFault(name) is { } fault)
            throw Fault(fault, name);
        if (name.Contains('\\') || name.Contains(':') || name.Split('/').Any(part => part is "" or "." or ".."))
            throw Fault("the name is not a plain relative path", name);
        return name;
    }

    // Overlaps would let a small file stand for a huge one; what no record covers could be another file to another reader.
    private void CheckTiling(long directoryBegin)
    {
        _extents.Sort();
        _extents.Add((directoryBegin, directoryBegin, "directory"));
        if (_extents[0].Begin != 0)
            throw Fault($"{_extents[0].Begin} bytes stand before the first record");
        for (var i = 1; i < _extents.Count; i++)
        {
            var gap = _extents[i].Begin - _extents[i - 1].End;
            if (gap < 0)
                throw Fault($"overlaps '{_extents[i].Name}'", _extents[i - 1].Name);
            if (gap > DataDescriptorBytes)
                throw Fault($"is followed by {gap} bytes that belong to no record", _extents[i - 1].Name);
        }
    }

    private void CheckCrc(ZipRecord record)
    {
        var crc = 0u;
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent((int)Math.Min(1 << 16, Math.Max(record.Size, 1)));
        for (var done = 0L; done < record.Size;)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, record.Size - done));
            _source.ReadExactly(record.Offset + done, part);
            crc = Crc32.Append(crc, part);
            done += part.Length;
        }
        System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        if (crc != record.Crc)
            throw Fault($"its CRC-32 is {crc:x8}, the directory says {record.Crc:x8}; the file is damaged", record.Name);
    }

    private byte[] Read(long offset, int count)
    {
        if (offset < 0 || offset > _source.Length - count)
            throw Fault($"{count} bytes at {offset} lie outside the file");
        var bytes = new byte[count];
        _source.ReadExactly(offset, bytes);
        return bytes;
    }

    private CheckpointException Fault(string fault, string? record = null) =>
        _source.Fault(record is null ? "zip" : $"record '{record}'", fault);

    private static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    // Beyond 63 bits it comes out negative, which every check refuses.
    private static long U64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
