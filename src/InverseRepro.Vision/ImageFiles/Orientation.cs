using System.Buffers.Binary;

namespace InverseRepro.Vision.ImageFiles;

/// <summary>How a camera was held: EXIF tag 0x0112, 1 (upright) to 8 (EXIF 2.32, section 4.6.4).</summary>
internal readonly record struct Orientation(int Value)
{
    private const int Upright = 1;
    private const ushort OrientationTag = 0x0112;

    /// <summary>The orientation a JPEG file states; upright where it states none or its EXIF block makes no sense.</summary>
    internal static Orientation Read(ReadOnlySpan<byte> jpeg)
    {
        // Segments: 0xFF, marker, big-endian length that counts itself, content; picture data begins after marker 0xDA.
        for (var at = 2; at + 4 <= jpeg.Length && jpeg[at] == 0xFF && jpeg[at + 1] != 0xDA;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (length < 2 || at + 2 + length > jpeg.Length)
                break;
            var content = jpeg.Slice(at + 4, length - 2);
            if (jpeg[at + 1] == 0xE1 && content.StartsWith("Exif\0\0"u8))
                return FromTiff(content[6..]);
            at += 2 + length;
        }
        return new Orientation(Upright);
    }

    /// <summary>The picture turned and mirrored upright.</summary>
    internal Picture Apply(Picture picture)
    {
        if (Value == Upright)
            return picture;
        var (width, height) = Value >= 5 ? (picture.Height, picture.Width) : (picture.Width, picture.Height);
        var rgb = new byte[picture.Rgb.Length];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (fromX, fromY) = Source(x, y, picture.Width - 1, picture.Height - 1);
                picture.Rgb.AsSpan((fromY * picture.Width + fromX) * 3, 3).CopyTo(rgb.AsSpan((y * width + x) * 3));
            }
        return new Picture(width, height, rgb);
    }

    private (int X, int Y) Source(int x, int y, int right, int bottom) => Value switch
    {
        2 => (right - x, y),
        3 => (right - x, bottom - y),
        4 => (x, bottom - y),
        5 => (y, x),
        6 => (y, bottom - x),
        7 => (right - y, bottom - x),
        8 => (right - y, x),
        _ => (x, y),
    };

    private static Orientation FromTiff(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8)
            return new Orientation(Upright);
        var little = tiff[0] == (byte)'I';
        long directory = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory + 2 > tiff.Length)
            return new Orientation(Upright);
        var entries = tiff[((int)directory + 2)..];
        var count = Short(tiff[(int)directory..], little);
        for (var i = 0; i < count && (i + 1) * 12 <= entries.Length; i++)
            if (Short(entries[(i * 12)..], little) == OrientationTag)
                return Short(entries[(i * 12 + 8)..], little) is var value and >= 1 and <= 8
                    ? new Orientation(value)
                    : new Orientation(Upright);
        return new Orientation(Upright);
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
