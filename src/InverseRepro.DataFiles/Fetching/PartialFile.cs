using System.Net.Http.Headers;

namespace InverseRepro.DataFiles.Fetching;

/// <summary>
/// NAME.part, what has come of a download so far, held by one process at a time; beside it NAME.part.origin, the address and
/// the version of the file (ETag or date) that the bytes belong to.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly string _origin;
    private readonly Uri _address;

    private PartialFile(string path, Uri address, FileStream stream)
    {
        (Path, _origin, _address, _stream) = (path, path + ".origin", address, stream);
        var lines = File.Exists(_origin) ? File.ReadAllLines(_origin) : [];
        if (lines.Length > 0 && lines[0] == address.ToString())
            Version = lines.Length > 1 && RangeConditionHeaderValue.TryParse(lines[1], out _) ? lines[1] : null;
        else if (Length > 0)
            StartOver(null); // of another address
    }

    public string Path { get; }

    public long Length => _stream.Length;

    /// <summary>The validator for If-Range: a strong ETag or a date of last change; null where the server gave neither.</summary>
    public string? Version { get; private set; }

    /// <exception cref="DataDiskException">It cannot be written, or another process holds it.</exception>
    public static PartialFile Open(string path, Uri address) => OnDisk(path, () =>
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        // Unbuffered: what came is on its way to the disk even if this process is killed.
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, useAsync: true);
        try
        {
            stream.Seek(0, SeekOrigin.End);
            return new PartialFile(path, address, stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    });

    /// <summary>Drops what is there; what comes now belongs to <paramref name="version"/>.</summary>
    public void StartOver(string? version) => OnDisk(Path, () =>
    {
        _stream.SetLength(0);
        File.WriteAllLines(_origin, [_address.ToString(), version ?? ""]);
        Version = version;
        return 0;
    });

    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await _stream.WriteAsync(bytes, cancellation);
        }
        catch (Exception fault) when (DataDiskException.Is(fault))
        {
            throw DataDiskException.Of(Path, fault);
        }
    }

    /// <summary>Makes sure that all bytes are on the disk.</summary>
    public void Flush() => OnDisk(Path, () =>
    {
        _stream.Flush(flushToDisk: true);
        return 0;
    });

    /// <summary>Removes the file and what is noted of it.</summary>
    public static void Delete(string path)
    {
        File.Delete(path);
        File.Delete(path + ".origin");
    }

    /// <summary>Puts the file in its place; it appears complete or not at all.</summary>
    public static void Place(string path, string target) => OnDisk(target, () =>
    {
        File.Move(path, target, overwrite: false);
        File.Delete(path + ".origin");
        return 0;
    });

    public void Dispose() => _stream.Dispose();

    private static T OnDisk<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (DataDiskException.Is(fault))
        {
            throw DataDiskException.Of(path, fault);
        }
    }
}
