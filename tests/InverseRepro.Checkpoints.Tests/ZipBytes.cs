using System.Text;

namespace InverseRepro.Checkpoints.Tests;

/// <summary>Writes zip files record by record, right or wrong.</summary>
internal sealed class ZipBytes
{
    private readonly MemoryStream _file = new();
    private readonly MemoryStream _directory = new();
    private int _count;

    /// <summary>The position of the next record.</summary>
    public int Position => (int)_file.Position;

    public ZipBytes Add(string name, ReadOnlySpan<byte> data, ushort method = 0, ushort flags = 0, uint? crc = null)
    {
        var at = Position;
        _file.Write(Local(name, data, method));
        return Announce(name, data, at, method, flags, crc);
    }

    /// <summary>Bytes that the directory knows nothing of.</summary>
    public void Hide(ReadOnlySpan<byte> bytes) => _file.Write(bytes);

    /// <summary>A record of the directory alone; its local header is said to be at <paramref name="at"/>.</summary>
    public ZipBytes Announce(string name, ReadOnlySpan<byte> data, int at, ushort method = 0, ushort flags = 0, uint? crc = null)
    {
        using var writer = new BinaryWriter(_directory, Encoding.UTF8, leaveOpen: true);
        var nameBytes = Encoding.UTF8.GetBytes(name);
        writer.Write(0x02014b50);
        writer.Write(0);
        writer.Write(flags);
        writer.Write(method);
        writer.Write(0);
        writer.Write(crc ?? Crc(data));
        writer.Write(data.Length);
        writer.Write(data.Length);
        writer.Write((ushort)nameBytes.Length);
        writer.Write(new byte[12]);
        writer.Write(at);
        writer.Write(nameBytes);
        _count++;
        return this;
    }

    public byte[] ToArray()
    {
        using var writer = new BinaryWriter(_file, Encoding.UTF8, leaveOpen: true);
        var begin = Position;
        writer.Write(_directory.ToArray());
        writer.Write(0x06054b50);
        writer.Write(0);
        writer.Write((ushort)_count);
        writer.Write((ushort)_count);
        writer.Write((int)_directory.Length);
        writer.Write(begin);
        writer.Write((ushort)0);
        return _file.ToArray();
    }

    /// <summary>A local header and its data.</summary>
    public static byte[] Local(string name, ReadOnlySpan<byte> data, ushort method = 0)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var nameBytes = Encoding.UTF8.GetBytes(name);
        writer.Write(0x04034b50);
        writer.Write(0);
        writer.Write(method);
        writer.Write(0);
        writer.Write(Crc(data));
        writer.Write(data.Length);
        writer.Write(data.Length);
        writer.Write((ushort)nameBytes.Length);
        writer.Write((ushort)0);
        writer.Write(nameBytes);
        writer.Write(data);
        return stream.ToArray();
    }

    // Bit by bit, as the definition reads.
    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        return ~crc;
    }
}
