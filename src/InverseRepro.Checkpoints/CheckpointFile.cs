using System.Buffers.Binary;

namespace InverseRepro.Checkpoints;

/// <summary>Reads checkpoints of every format we know.</summary>
public static class CheckpointFile
{
    /// <summary>
    /// Recognises the format by content and checks the structure; values are read when an entry is asked for them. Nothing in the
    /// file is run.
    /// </summary>
    /// <exception cref="CheckpointException">The file is no checkpoint, or breaks a rule of its format.</exception>
    public static Checkpoint Read(string path) => Read(path, source => Reader(source)(source));

    /// <summary>Opens <paramref name="path"/> for <paramref name="read"/>, and closes it again if that fails.</summary>
    internal static Checkpoint Read(string path, Func<CheckpointSource, Checkpoint> read)
    {
        var source = CheckpointSource.Open(path);
        try
        {
            return read(source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static Func<CheckpointSource, Checkpoint> Reader(CheckpointSource source)
    {
        var start = new byte[Math.Min(16, source.Length)];
        source.ReadExactly(0, start);
        // The end of the name only decides which message a damaged file gets.
        if ((start.Length > 8 && start[8] == (byte)'{') || source.Path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
            return SafetensorsFile.Read;
        if (start.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(start) == ZipDirectory.LocalSignature)
            return PthZipFile.Read;
        if (start.AsSpan().StartsWith(PthLegacyFile.Magic[..4]))
            return PthLegacyFile.Read;
        throw source.Fault(null, source.Length == 0 ? "is empty" : "is not a checkpoint: neither safetensors nor a .pth file of torch.save");
    }
}
