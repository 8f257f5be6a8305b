using System.Formats.Tar;
using System.IO.Compression;

namespace InverseRepro.DataFiles.Tests;

/// <summary>Archives as a test wants them, honest or not.</summary>
internal static class Archives
{
    public static byte[] Zip(params (string Name, byte[] Content)[] files) => Zip(_ => { }, files);

    /// <param name="spoil">Changes each entry after it was written.</param>
    public static byte[] Zip(Action<ZipArchiveEntry> spoil, params (string Name, byte[] Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
            {
                var entry = zip.CreateEntry(name);
                spoil(entry);
                using var stream = entry.Open();
                stream.Write(content);
            }
        return bytes.ToArray();
    }

    public static byte[] TarGz(params TarEntry[] entries)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
            foreach (var entry in entries)
                tar.WriteEntry(entry);
        return bytes.ToArray();
    }

    public static TarEntry File(string name, params byte[] content) => new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) };

    public static TarEntry Link(TarEntryType type, string name, string target) => new PaxTarEntry(type, name) { LinkName = target };
}
