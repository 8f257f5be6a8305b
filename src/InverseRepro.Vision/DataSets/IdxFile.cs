using System.Buffers.Binary;
using System.IO.Compression;

namespace InverseRepro.Vision.DataSets;

/// <summary>Gzip-compressed IDX files of unsigned bytes (LeCun's MNIST page): 0, 0, 8, rank, big-endian sizes, row-major data.</summary>
internal static class IdxFile
{
    private const int MaxItems = 10_000_000;
    private const long MaxBytes = 1L << 30;

    /// <summary>The sizes and the bytes of a file of <paramref name="rank"/> dimensions.</summary>
    /// <exception cref="DataSetException">Not such a file, truncated, or longer than its header says.</exception>
    internal static (int[] Shape, byte[] Data) Read(string path, int rank)
    {
        using var file = DataFiles.Open(path);
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        try
        {
            var header = new byte[4 + 4 * rank];
            if (unzipped.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
                throw new DataSetException(path, "truncated inside its header.");
            if (header is not [0, 0, 8, var dimensions, ..] || dimensions != rank)
                throw new DataSetException(
                    path, $"magic number 0x{Convert.ToHexString(header, 0, 4)}; an IDX file of bytes in {rank} dimensions begins with 0x000008{rank:X2}.");
            var shape = Enumerable.Range(0, rank).Select(d => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 + 4 * d))).ToArray();
            return (shape, ReadData(path, shape, unzipped));
        }
        catch (InvalidDataException e)
        {
            throw new DataSetException(path, $"not a valid gzip file: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static byte[] ReadData(string path, int[] shape, GZipStream unzipped)
    {
        var bytes = shape.Any(s => s is <= 0 or > MaxItems) ? -1 : shape.Aggregate(1L, (product, s) => product > MaxBytes ? product : product * s);
        if (bytes is < 0 or > MaxBytes)
            throw new DataSetException(path, $"impossible sizes {string.Join(" × ", shape)} in its header.");
        // Grows with what the file really holds, so that a lying header takes no memory.
        using var data = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; data.Length <= bytes && (read = unzipped.Read(buffer)) > 0;)
            data.Write(buffer, 0, read);
        return data.Length == bytes
            ? data.ToArray()
            : throw new DataSetException(path, $"{(data.Length < bytes ? "only " : "at least ")}{data.Length} bytes of data, {bytes} by its header ({string.Join(" × ", shape)}).");
    }
}
