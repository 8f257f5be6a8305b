using System.Buffers.Binary;
using System.IO.Compression;

namespace InverseRepro.Report.Pictures;

/// <summary>
/// The pixels of an RGB PNG file of 8 bits a channel without interlacing, which is what cells write. There is no managed
/// PNG library where this project is built, and pages need only know where pictures are white.
/// </summary>
public sealed class PngPixels
{
    private const int Channels = 3, MostPixels = 64 << 20;

    private readonly byte[] _rgb;

    private PngPixels(int width, int height, byte[] rgb) => (Width, Height, _rgb) = (width, height, rgb);

    public int Width { get; }

    public int Height { get; }

    public bool IsWhite(int x, int y)
    {
        var at = (y * Width + x) * Channels;
        return _rgb[at] == 255 && _rgb[at + 1] == 255 && _rgb[at + 2] == 255;
    }

    /// <returns>Null where the file is no such PNG, or is damaged.</returns>
    public static PngPixels? Read(string path)
    {
        try
        {
            return Decode(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static PngPixels? Decode(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];
        if (file.Length < 33 || !file.StartsWith(signature))
            return null;
        var header = file[16..29];
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
        ReadOnlySpan<byte> rgbOf8Bits = [8, 2, 0, 0, 0];
        if (width <= 0 || height <= 0 || (long)width * height > MostPixels || !header[8..].SequenceEqual(rgbOf8Bits))
            return null;
        using var data = new MemoryStream();
        for (var rest = file[8..]; rest.Length >= 12;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            if (rest.Slice(4, 4).SequenceEqual("IDAT"u8))
                data.Write(rest.Slice(8, length));
            rest = rest[checked(length + 12)..];
        }
        data.Position = 0;
        using var lines = new ZLibStream(data, CompressionMode.Decompress);
        return new PngPixels(width, height, Unfilter(lines, width * Channels, height));
    }

    // PNG specification, section 9: every line says how it was predicted from its left, upper and upper left neighbours.
    private static byte[] Unfilter(Stream lines, int stride, int height)
    {
        var pixels = new byte[stride * height];
        for (var y = 0; y < height; y++)
        {
            var filter = lines.ReadByte();
            var line = pixels.AsSpan(y * stride, stride);
            ReadOnlySpan<byte> above = y == 0 ? new byte[stride] : pixels.AsSpan((y - 1) * stride, stride);
            lines.ReadExactly(line);
            for (var i = 0; i < stride; i++)
            {
                int left = i < Channels ? 0 : line[i - Channels], corner = i < Channels ? 0 : above[i - Channels];
                line[i] += (byte)(filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => above[i],
                    3 => (left + above[i]) / 2,
                    4 => Paeth(left, above[i], corner),
                    _ => throw new InvalidDataException($"there is no filter {filter}"),
                });
            }
        }
        return pixels;
    }

    private static int Paeth(int left, int above, int corner)
    {
        var estimate = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
