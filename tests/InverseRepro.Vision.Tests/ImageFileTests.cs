using System.IO.Compression;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.Vision.Tests;

public sealed class ImageFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_written_png_reads_back_exactly()
    {
        var picture = new Picture(5, 3, [.. Enumerable.Range(0, 45).Select(i => (byte)(i * 5))]);

        ImageFile.WritePng(picture, _folder.At("a.png"));

        var read = ImageFile.Read(_folder.At("a.png"));
        (read.Width, read.Height).Should().Be((5, 3));
        read.Rgb.Should().Equal(picture.Rgb);
        Directory.GetFiles(_folder.Path).Should().HaveCount(1, "no partial file stays behind");
    }

    [Theory]
    [InlineData(0, 8, new byte[] { 128 }, 128, 128, 128)] // grey
    [InlineData(0, 1, new byte[] { 0x80 }, 255, 255, 255)] // black and white
    [InlineData(2, 8, new byte[] { 10, 20, 30 }, 10, 20, 30)] // RGB
    [InlineData(4, 8, new byte[] { 50, 0 }, 50, 50, 50)] // grey and alpha
    [InlineData(6, 8, new byte[] { 10, 20, 30, 0 }, 10, 20, 30)] // RGBA, transparent: alpha is dropped
    [InlineData(2, 16, new byte[] { 10, 10, 20, 20, 30, 30 }, 10, 20, 30)] // 16 bits
    public void Every_type_of_png_reads_as_rgb(byte colourType, byte bits, byte[] pixel, byte r, byte g, byte b)
    {
        File.WriteAllBytes(_folder.At("a.png"), PngOf(1, 1, colourType, bits, [0, .. pixel]));

        ImageFile.Read(_folder.At("a.png"))[0, 0].Should().Be((r, g, b));
    }

    [Fact]
    public void A_palette_png_reads_as_rgb()
    {
        File.WriteAllBytes(_folder.At("a.png"), PngOf(2, 1, 3, 8, [0, 1, 0], ("PLTE", [1, 2, 3, 4, 5, 6])));

        ImageFile.Read(_folder.At("a.png")).Rgb.Should().Equal(4, 5, 6, 1, 2, 3);
    }

    [Fact]
    public void A_huge_png_is_refused_from_its_header()
    {
        File.WriteAllBytes(_folder.At("a.png"), PngOf(100_000, 100_000, 2, 8, [0]));

        Reading("a.png").Should().Throw<ImageFileException>().WithMessage("*a.png: 100000 × 100000 pixels; at most 67 million are read. Reduce the picture.");
    }

    [Theory]
    [InlineData("empty.png", "", "*empty.png: the file is empty.")]
    [InlineData("text.jpg", "hello", "*text.jpg: neither a JPEG nor a PNG file; convert the picture to one of them.")]
    public void A_file_that_is_no_picture_is_named(string name, string content, string message)
    {
        File.WriteAllText(_folder.At(name), content);

        Reading(name).Should().Throw<ImageFileException>().WithMessage(message);
    }

    [Fact]
    public void An_absent_file_and_a_folder_are_named()
    {
        Reading("none.png").Should().Throw<ImageFileException>().WithMessage("*none.png: no such file.");
        Reading(".").Should().Throw<ImageFileException>().WithMessage("*: this is a folder, not a picture.");
    }

    [Fact]
    public void A_truncated_png_is_damaged()
    {
        var noise = new Picture(64, 64, [.. Enumerable.Range(0, 64 * 64 * 3).Select(i => (byte)(i * i / 7))]);
        ImageFile.WritePng(noise, _folder.At("a.png"));
        var bytes = File.ReadAllBytes(_folder.At("a.png"));

        foreach (var length in new[] { 8, 20, 40, bytes.Length / 2 })
        {
            File.WriteAllBytes(_folder.At("a.png"), bytes[..length]);
            Reading("a.png").Should().Throw<ImageFileException>().WithMessage("*a.png: damaged PNG: *");
        }
    }

    [SkippableFact]
    public void A_jpeg_photograph_reads_at_its_size_and_greyscale_as_equal_channels()
    {
        var photographs = Directory.GetFiles(SharedFiles.Data("imagenet-sample"), "*.jpeg", SearchOption.AllDirectories).Order().Take(60);

        foreach (var file in photographs)
            Math.Min(ImageFile.Read(file).Width, ImageFile.Read(file).Height).Should().BeInRange(50, 160);
    }

    [SkippableFact]
    public void A_truncated_or_corrupt_jpeg_is_damaged()
    {
        var bytes = File.ReadAllBytes(SharedFiles.Data("imagenet-sample/n12998815/n12998815_agaric.jpeg"));

        foreach (var length in new[] { 3, 100, bytes.Length / 2 })
        {
            File.WriteAllBytes(_folder.At("a.jpg"), bytes[..length]);
            Reading("a.jpg").Should().Throw<ImageFileException>().WithMessage("*a.jpg: damaged JPEG: *");
        }
    }

    [SkippableTheory]
    [InlineData(3, 0, 0)] // upside down: the last pixel comes first
    [InlineData(6, 1, 0)] // the camera's right side up
    [InlineData(8, 0, 1)]
    public void Exif_orientation_turns_a_jpeg_upright(byte orientation, int cornerX, int cornerY)
    {
        var bytes = File.ReadAllBytes(SharedFiles.Data("imagenet-sample/n12998815/n12998815_agaric.jpeg"));
        File.WriteAllBytes(_folder.At("plain.jpg"), bytes);
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
        File.WriteAllBytes(_folder.At("turned.jpg"), [.. bytes[..2], .. exif, .. bytes[2..]]);

        var (plain, turned) = (ImageFile.Read(_folder.At("plain.jpg")), ImageFile.Read(_folder.At("turned.jpg")));

        (turned.Width, turned.Height).Should().Be(orientation >= 5 ? (plain.Height, plain.Width) : (plain.Width, plain.Height));
        // Where the upper left pixel of the stored picture comes to lie.
        var corner = orientation == 3 ? (turned.Width - 1, turned.Height - 1) : ((turned.Width - 1) * cornerX, (turned.Height - 1) * cornerY);
        turned[corner.Item1, corner.Item2].Should().Be(plain[0, 0]);
    }

    private Func<Picture> Reading(string name) => () => ImageFile.Read(_folder.At(name));

    /// <summary>A PNG file by the specification: signature, header, further chunks, zlib-packed rows, end.</summary>
    private static byte[] PngOf(int width, int height, byte colourType, byte bits, byte[] rows, params (string Type, byte[] Content)[] further)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(rows);
        byte[] header = [.. BigEndian(width), .. BigEndian(height), bits, colourType, 0, 0, 0];
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", header), .. further.SelectMany(c => Chunk(c.Type, c.Content)),
            .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] content)
    {
        byte[] typed = [.. System.Text.Encoding.ASCII.GetBytes(type), .. content];
        var crc = uint.MaxValue;
        foreach (var b in typed)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }
        return [.. BigEndian(content.Length), .. typed, .. BigEndian((int)~crc)];
    }

    private static byte[] BigEndian(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
