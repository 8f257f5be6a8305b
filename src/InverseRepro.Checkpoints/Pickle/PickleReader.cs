using System.Buffers.Binary;
using System.Text;

namespace InverseRepro.Checkpoints;

/// <summary>Buffered reading of a pickle within the bounds [begin, end) of a file: no length is believed before it is compared with what is left.</summary>
internal sealed class PickleReader(CheckpointSource source, long begin, long end)
{
    private const int BufferBytes = 1 << 14;
    private const int LongestLine = 256;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _buffer = new byte[Math.Min(BufferBytes, end - begin)];
    private long _bufferBegin = begin;
    private int _buffered;

    /// <summary>Position in the file.</summary>
    public long Position { get; private set; } = begin;

    public long Left => end - Position;

    public byte ReadByte()
    {
        if (Position >= end)
            throw new FormatFault("the pickle is cut off");
        if (Position - _bufferBegin >= _buffered)
        {
            _bufferBegin = Position;
            _buffered = (int)Math.Min(_buffer.Length, Left);
            source.ReadExactly(_bufferBegin, _buffer.AsSpan(0, _buffered));
        }
        return _buffer[Position++ - _bufferBegin];
    }

    public byte[] ReadBytes(long count)
    {
        if (count > Left)
            throw new FormatFault($"{count} bytes are announced, {Left} are left");
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    public long ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Fill(stackalloc byte[2]));

    public long ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Fill(stackalloc byte[4]));

    public long ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Fill(stackalloc byte[4]));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Fill(stackalloc byte[8]));

    /// <summary>Floats alone are big-endian.</summary>
    public double ReadDouble() => BinaryPrimitives.ReadDoubleBigEndian(Fill(stackalloc byte[8]));

    /// <summary>A little-endian two's complement number of up to 8 bytes.</summary>
    public long ReadLong(int count)
    {
        if (count > 8)
            throw new FormatFault($"an integer of {count} bytes; at most 8 are accepted");
        if (count == 0)
            return 0;
        Span<byte> bytes = stackalloc byte[8];
        Fill(bytes[(8 - count)..]);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes) >> (64 - 8 * count);
    }

    public string ReadUtf8(long count)
    {
        try
        {
            return StrictUtf8.GetString(ReadBytes(count));
        }
        catch (DecoderFallbackException)
        {
            throw new FormatFault("a text is not valid UTF-8");
        }
    }

    /// <summary>A string of Python 2, of which only ASCII has one meaning.</summary>
    public string ReadAscii(int count)
    {
        var bytes = ReadBytes(count);
        return Ascii.IsValid(bytes) ? Encoding.ASCII.GetString(bytes) : throw new FormatFault("a byte string is not ASCII");
    }

    /// <summary>Text up to the next line feed.</summary>
    public string ReadLine()
    {
        var line = new StringBuilder();
        for (var c = ReadByte(); c != (byte)'\n'; c = ReadByte())
        {
            if (line.Length == LongestLine)
                throw new FormatFault($"a name is longer than {LongestLine} characters");
            line.Append((char)c);
        }
        return line.ToString();
    }

    private ReadOnlySpan<byte> Fill(Span<byte> bytes)
    {
        foreach (ref var value in bytes)
            value = ReadByte();
        return bytes;
    }
}
