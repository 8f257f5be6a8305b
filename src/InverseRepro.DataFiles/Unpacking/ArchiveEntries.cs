using System.Formats.Tar;
using System.IO.Compression;
using InverseRepro.DataFiles.Catalogue;

namespace InverseRepro.DataFiles.Unpacking;

/// <summary>A file or folder of an archive.</summary>
/// <param name="Name">As the archive spells it; not to be trusted.</param>
/// <param name="Content">Null for a folder; to be read before the next entry is asked for.</param>
/// <param name="Bytes">As the archive claims.</param>
internal sealed record ArchiveEntry(string Name, Stream? Content, long Bytes);

/// <summary>The entries of an archive in turn; links and devices are refused.</summary>
internal static class ArchiveEntries
{
    private const int KindMask = 0xF000, UnixFile = 0x8000, UnixFolder = 0x4000;

    public static IEnumerable<ArchiveEntry> Of(ArchiveFormat format, Stream archive) => format == ArchiveFormat.Zip ? OfZip(archive) : OfTarGz(archive);

    private static IEnumerable<ArchiveEntry> OfZip(Stream archive)
    {
        using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in zip.Entries)
        {
            // The upper half holds the Unix mode, 0 where another system packed.
            if (((entry.ExternalAttributes >> 16) & KindMask) is not (0 or UnixFile or UnixFolder))
                throw Link(entry.FullName);
            if (entry.FullName.EndsWith('/'))
            {
                yield return new ArchiveEntry(entry.FullName, null, 0);
                continue;
            }
            using var content = entry.Open();
            yield return new ArchiveEntry(entry.FullName, content, entry.Length);
        }
    }

    private static IEnumerable<ArchiveEntry> OfTarGz(Stream archive)
    {
        using var plain = new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true);
        using var tar = new TarReader(plain);
        while (tar.GetNextEntry() is { } entry)
        {
            switch (entry.EntryType)
            {
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                    yield return new ArchiveEntry(entry.Name, entry.DataStream ?? Stream.Null, entry.Length);
                    break;
                case TarEntryType.Directory:
                    yield return new ArchiveEntry(entry.Name, null, 0);
                    break;
                case TarEntryType.GlobalExtendedAttributes:
                    break;
                default:
                    throw Link(entry.Name);
            }
        }
    }

    private static DataFileException Link(string name) => new($"entry '{EntryName.Shown(name)}' is a link or a device; only files and folders are unpacked");
}
