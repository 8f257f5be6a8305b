using System.Buffers.Binary;
using System.IO.Compression;

namespace InverseRepro.Report.Tests.Pictures;

/// <summary>Writes RGB PNG files, with any of the line filters.</summary>
internal static class TestPng
{
    /// <summary>Tiles of <paramref name="side"/> pixels, 6 apart, on white, with dark strokes at the left where labels are.</summary>
    public static byte[] Grid(int columns, int rows, int side = 24, int filter = 0)
    {
        const int gutter = 40, gap = 6, head = 20;
        return Draw(gutter + columns * (side + gap), head + rows * (side + gap), (x, y) =>
        {
            var (column, row) = ((x - gutter) / (side + gap), (y - head) / (side + gap));
            if (x < gutter || y < head)
                return (x is > 4 and < 20 && y % 3 == 0) || (y is > 4 and < 12 && x % 2 == 0) ? (0, 0, 0) : (255, 255, 255);
            return (x - gutter) % (side + gap) < side && (y - head) % (side + gap) < side
                ? ((byte)(40 + 30 * column), (byte)(60 + 20 * row), (byte)(90 + 100 * (x + y) / 900))
                : ((byte)255, (byte)255, (byte)255);
        }, filter);
    }

    public static byte[] Draw(int width, int height, Func<int, int, (int R, int G, int B)> pixel, int filter = 0)
    {
        using var raw = new MemoryStream();
        using (var lines = new ZLibStream(raw, CompressionLevel.Fastest, leaveOpen: true))
        {
            var above = new byte[width * 3];
            for (var y = 0; y < height; y++)
            {
                var line = new byte[width * 3];
                for (var x = 0; x < width; x++)
                    (line[x * 3], line[x * 3 + 1], line[x * 3 + 2]) = ((byte)pixel(x, y).R, (byte)pixel(x, y).G, (byte)pixel(x, y).B);
                lines.WriteByte((byte)filter);
                lines.Write(Filtered(line, above, filter));
                above = line;
            }
        }
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. Chunk("IHDR", header), .. Chunk("IDAT", raw.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Filtered(byte[] line, byte[] above, int filter) => [.. line.Select((value, i) =>
    {
        int left = i < 3 ? 0 : line[i - 3], up = above[i], corner = i < 3 ? 0 : above[i - 3];
        var (toLeft, toUp, toCorner) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - 2 * corner));
        var paeth = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
        return (byte)(value - filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => paeth, _ => 0 });
    })];

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(name), .. data];
        var ends = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(ends, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(ends.AsSpan(4), Crc(body));
        return [.. ends[..4], .. body, .. ends[4..]];
    }

    // PNG specification, annex D.
    private static uint Crc(byte[] data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
        }
        return ~crc;
    }
}
