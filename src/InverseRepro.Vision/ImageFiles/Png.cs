using System.Runtime.InteropServices;

namespace InverseRepro.Vision.ImageFiles;

/// <summary>PNG by libpng's simplified API.</summary>
internal static unsafe partial class Png
{
    internal const string Library = "libpng16.so.16";

    private const uint Version = 1, FormatRgb = 2, FormatRgba = 3, Assume16BitIsSrgb = 4;

    internal static Picture Decode(byte[] file, string path)
    {
        var image = new Image { Version = Version };
        fixed (byte* bytes = file)
        {
            try
            {
                if (BeginRead(&image, bytes, (nuint)file.Length) == 0)
                    throw Damaged(image, path);
                ImageFile.CheckSize(image.Width, image.Height, path);
                // RGB would composite alpha on a background; RGBA keeps the colours, and alpha is dropped below.
                image.Format = FormatRgba;
                image.Flags |= Assume16BitIsSrgb;
                var rgba = new byte[checked((int)(image.Width * image.Height * 4))];
                fixed (byte* pixels = rgba)
                    if (FinishRead(&image, null, pixels, 0, null) == 0)
                        throw Damaged(image, path);
                return new Picture((int)image.Width, (int)image.Height, DropAlpha(rgba));
            }
            finally
            {
                Free(&image);
            }
        }
    }

    internal static byte[] Encode(Picture picture, string path)
    {
        var image = new Image { Version = Version, Width = (uint)picture.Width, Height = (uint)picture.Height, Format = FormatRgb };
        fixed (byte* pixels = picture.Rgb)
        {
            nuint size = 0;
            if (Write(&image, null, &size, 0, pixels, 0, null) == 0)
                throw Damaged(image, path);
            var file = new byte[size];
            fixed (byte* bytes = file)
                if (Write(&image, bytes, &size, 0, pixels, 0, null) == 0)
                    throw Damaged(image, path);
            return file;
        }
    }

    private static byte[] DropAlpha(byte[] rgba)
    {
        var rgb = new byte[rgba.Length / 4 * 3];
        for (int from = 0, to = 0; from < rgba.Length; from += 4, to += 3)
            (rgb[to], rgb[to + 1], rgb[to + 2]) = (rgba[from], rgba[from + 1], rgba[from + 2]);
        return rgb;
    }

    private static ImageFileException Damaged(Image image, string path) =>
        new(path, $"damaged PNG: {Marshal.PtrToStringUTF8((nint)image.Message)}.");

    /// <summary>png_image of png.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Image
    {
        public nint Opaque;
        public uint Version, Width, Height, Format, Flags, ColormapEntries, WarningOrError;
        public fixed byte Message[64];
    }

    [LibraryImport(Library, EntryPoint = "png_image_begin_read_from_memory")]
    private static partial int BeginRead(Image* image, byte* memory, nuint size);

    [LibraryImport(Library, EntryPoint = "png_image_finish_read")]
    private static partial int FinishRead(Image* image, void* background, byte* buffer, int rowStride, void* colormap);

    [LibraryImport(Library, EntryPoint = "png_image_write_to_memory")]
    private static partial int Write(Image* image, byte* memory, nuint* size, int convertTo8Bit, byte* buffer, int rowStride, void* colormap);

    [LibraryImport(Library, EntryPoint = "png_image_free")]
    private static partial void Free(Image* image);
}
