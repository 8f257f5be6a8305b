using System.Runtime.InteropServices;

namespace InverseRepro.Vision.ImageFiles;

/// <summary>JPEG by libjpeg-turbo's TurboJPEG 2 API.</summary>
internal static unsafe partial class Jpeg
{
    internal const string Library = "libturbojpeg.so.0";

    private const int PixelFormatRgb = 0, ColourspaceCmyk = 3, ColourspaceYcck = 4, Warning = 0;

    internal static Picture Decode(byte[] file, string path)
    {
        var decoder = InitDecompress();
        if (decoder == 0)
            throw new ImageFileException(path, "the JPEG decoder cannot be started (out of memory?).");
        try
        {
            fixed (byte* bytes = file)
            {
                int width, height, subsampling, colourspace;
                Check(DecompressHeader(decoder, bytes, new CULong((uint)file.Length), &width, &height, &subsampling, &colourspace), decoder, path);
                if (width <= 0 || height <= 0)
                    throw new ImageFileException(path, "damaged JPEG: it ends before the picture begins.");
                ImageFile.CheckSize(width, height, path);
                if (colourspace is ColourspaceCmyk or ColourspaceYcck)
                    throw new ImageFileException(path, "a CMYK JPEG (made for print); convert it to RGB first.");
                var rgb = new byte[checked(width * height * 3)];
                fixed (byte* pixels = rgb)
                    Check(Decompress(decoder, bytes, new CULong((uint)file.Length), pixels, width, 0, height, PixelFormatRgb, 0), decoder, path);
                return Orientation.Read(file).Apply(new Picture(width, height, rgb));
            }
        }
        finally
        {
            Destroy(decoder);
        }
    }

    // TurboJPEG returns -1 for warnings too. Stray bytes between markers do no harm; any other warning means lost pixels.
    private static void Check(int result, nint decoder, string path)
    {
        if (result == 0)
            return;
        var message = Marshal.PtrToStringUTF8(ErrorText(decoder)) ?? "unknown fault";
        if (ErrorCode(decoder) == Warning && message.Contains("extraneous bytes", StringComparison.Ordinal))
            return;
        throw new ImageFileException(path, $"damaged JPEG: {message.TrimEnd('.')}.");
    }

    [LibraryImport(Library, EntryPoint = "tjInitDecompress")]
    private static partial nint InitDecompress();

    [LibraryImport(Library, EntryPoint = "tjDecompressHeader3")]
    private static partial int DecompressHeader(
        nint decoder, byte* file, CULong size, int* width, int* height, int* subsampling, int* colourspace);

    [LibraryImport(Library, EntryPoint = "tjDecompress2")]
    private static partial int Decompress(
        nint decoder, byte* file, CULong size, byte* pixels, int width, int pitch, int height, int pixelFormat, int flags);

    [LibraryImport(Library, EntryPoint = "tjGetErrorStr2")]
    private static partial nint ErrorText(nint decoder);

    [LibraryImport(Library, EntryPoint = "tjGetErrorCode")]
    private static partial int ErrorCode(nint decoder);

    [LibraryImport(Library, EntryPoint = "tjDestroy")]
    private static partial int Destroy(nint decoder);
}
