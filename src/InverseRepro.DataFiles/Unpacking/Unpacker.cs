using InverseRepro.DataFiles.Catalogue;

namespace InverseRepro.DataFiles.Unpacking;

/// <summary>Unpacks an archive that is not trusted: files and folders only, below one folder, within bounds of size and number.</summary>
internal static class Unpacker
{
    /// <summary>Fills <paramref name="folder"/>, which must not exist, with what lies in the archive below its one folder.</summary>
    /// <exception cref="DataFileException">The archive is damaged, unsafe or too large; what was unpacked is left for the caller to delete.</exception>
    /// <exception cref="DataDiskException">The disk refuses.</exception>
    public static void Unpack(string archive, Unpacked what, string folder, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var stream = File.OpenRead(archive);
            var (bytes, count) = (0L, 0);
            foreach (var entry in ArchiveEntries.Of(what.Format, stream))
            {
                if (++count > what.MaxFiles)
                    throw new DataFileException($"more than the {what.MaxFiles} entries expected");
                bytes += Write(entry, Path.Combine([folder, .. EntryName.Below(what.Top, entry.Name)]), what.MaxBytes - bytes, cancellation);
            }
            if (count == 0)
                throw new DataFileException("it is empty");
        }
        catch (DataFileException fault) when (fault is not DataDiskException)
        {
            throw new DataFileException($"{archive}: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or NotSupportedException or FormatException)
        {
            throw new DataFileException($"{archive}: not a valid archive: {fault.Message.TrimEnd('.')}", fault);
        }
        catch (Exception fault) when (DataDiskException.Is(fault))
        {
            throw DataDiskException.Of(folder, fault);
        }
    }

    private static long Write(ArchiveEntry entry, string path, long limit, CancellationToken cancellation)
    {
        if (entry.Content is null)
        {
            Directory.CreateDirectory(path);
            return 0;
        }
        if (Path.Exists(path))
            throw new DataFileException($"entry '{EntryName.Shown(entry.Name)}' occurs twice");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        var buffer = new byte[1 << 16];
        var written = 0L;
        for (int read; (read = entry.Content.Read(buffer)) > 0; written += read)
        {
            cancellation.ThrowIfCancellationRequested();
            if (written + read > Math.Min(limit, entry.Bytes))
                throw new DataFileException($"entry '{EntryName.Shown(entry.Name)}' unpacks to more than expected; stopped");
            file.Write(buffer, 0, read);
        }
        return written == entry.Bytes ? written : throw new DataFileException($"entry '{EntryName.Shown(entry.Name)}' ends after {written} of {entry.Bytes} bytes");
    }
}
