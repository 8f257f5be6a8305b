using Microsoft.Win32.SafeHandles;

namespace InverseRepro.Checkpoints;

/// <summary>An open checkpoint file: bounded reads at an offset, every fault a <see cref="CheckpointException"/>.</summary>
internal sealed class CheckpointSource : IDisposable
{
    private readonly SafeFileHandle _handle;

    private CheckpointSource(string path, SafeFileHandle handle, long length)
    {
        Path = path;
        Length = length;
        _handle = handle;
    }

    public string Path { get; }

    /// <summary>Length in bytes when the file was opened.</summary>
    public long Length { get; }

    public static CheckpointSource Open(string path)
    {
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(path);
            return new CheckpointSource(path, handle, RandomAccess.GetLength(handle));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            handle?.Dispose();
            throw new CheckpointException(path, null, fault switch
            {
                FileNotFoundException or DirectoryNotFoundException => "does not exist",
                _ when Directory.Exists(path) => "is a folder, not a checkpoint file",
                _ => $"cannot be opened: {fault.Message}",
            }, fault);
        }
    }

    /// <summary>Fills <paramref name="destination"/> from byte <paramref name="offset"/> on.</summary>
    public void ReadExactly(long offset, Span<byte> destination)
    {
        try
        {
            while (destination.Length > 0)
            {
                var count = RandomAccess.Read(_handle, destination, offset);
                if (count == 0)
                    throw Fault(null, $"ends at byte {offset}, where more data was expected; was it changed while being read?");
                offset += count;
                destination = destination[count..];
            }
        }
        catch (IOException fault)
        {
            throw new CheckpointException(Path, null, $"cannot be read at byte {offset}: {fault.Message}", fault);
        }
        catch (ObjectDisposedException fault)
        {
            throw new CheckpointException(Path, null, "the checkpoint was closed before its values were read", fault);
        }
    }

    public CheckpointException Fault(string? place, string fault) => new(Path, place, fault);

    public void Dispose() => _handle.Dispose();
}
