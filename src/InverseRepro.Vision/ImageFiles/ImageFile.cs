namespace InverseRepro.Vision.ImageFiles;

/// <summary>JPEG and PNG files, told apart by their first bytes whatever their name says.</summary>
public static class ImageFile
{
    /// <summary>Larger pictures are refused from their header, before memory is taken.</summary>
    public const long MaxPixels = 64L << 20;

    private const long MaxBytes = 512L << 20;

    /// <summary>
    /// Reads a JPEG (RGB or greyscale; EXIF orientation applied) or a PNG (any type; 16 bits reduced to 8, alpha dropped).
    /// </summary>
    /// <exception cref="ImageFileException">Absent, empty, another format, damaged, too large, or CMYK.</exception>
    public static Picture Read(string path) => Decode(ReadBytes(path), path);

    /// <summary>The picture in the bytes of a file, which errors call <paramref name="path"/>.</summary>
    internal static Picture Decode(byte[] bytes, string path)
    {
        try
        {
            return bytes switch
            {
                [] => throw new ImageFileException(path, "the file is empty."),
                [0xFF, 0xD8, 0xFF, ..] => Jpeg.Decode(bytes, path),
                [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png.Decode(bytes, path),
                _ => throw new ImageFileException(path, "neither a JPEG nor a PNG file; convert the picture to one of them."),
            };
        }
        catch (DllNotFoundException e)
        {
            throw MissingLibrary(path, e);
        }
    }

    /// <summary>Writes an 8-bit RGB PNG; the file appears complete or not at all.</summary>
    /// <exception cref="ImageFileException">The file cannot be written.</exception>
    public static void WritePng(Picture picture, string path)
    {
        var partial = path + ".part";
        try
        {
            File.WriteAllBytes(partial, Png.Encode(picture, path));
            File.Move(partial, path, overwrite: true);
        }
        catch (DllNotFoundException e)
        {
            throw MissingLibrary(path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFileException(path, $"the picture cannot be written: {e.Message}", e);
        }
    }

    internal static void CheckSize(long width, long height, string path)
    {
        if (width <= 0 || height <= 0 || width > MaxPixels || height > MaxPixels || width * height > MaxPixels)
            throw new ImageFileException(path, $"{width} × {height} pixels; at most {MaxPixels / 1_000_000} million are read. Reduce the picture.");
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            if (Directory.Exists(path))
                throw new ImageFileException(path, "this is a folder, not a picture.");
            var length = new FileInfo(path).Length;
            return length <= MaxBytes
                ? File.ReadAllBytes(path)
                : throw new ImageFileException(path, $"{length / (1 << 20)} MiB; at most {MaxBytes >> 20} MiB are read.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageFileException(path, "no such file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFileException(path, $"the file cannot be read: {e.Message}", e);
        }
    }

    private static ImageFileException MissingLibrary(string path, DllNotFoundException e) =>
        e.Message.Contains(Png.Library, StringComparison.Ordinal)
            ? new ImageFileException(path, $"PNG files need {Png.Library}; install it: sudo apt-get install libpng16-16", e)
            : new ImageFileException(path, $"JPEG files need {Jpeg.Library}; install it: sudo apt-get install libturbojpeg0", e);
}
