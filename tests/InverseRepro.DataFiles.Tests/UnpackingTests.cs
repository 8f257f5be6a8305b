using System.Formats.Tar;
using System.Security.Cryptography;
using InverseRepro.DataFiles.Catalogue;

namespace InverseRepro.DataFiles.Tests;

public sealed class UnpackingTests
{
    private static readonly byte[] Data = [1, 2, 3];

    [Fact]
    public async Task A_zip_archive_becomes_its_folder_and_goes()
    {
        using var fetching = Serving(ArchiveFormat.Zip, Archives.Zip(("toy/", []), ("toy/a.bin", Data), ("toy/below/b.bin", Data)));
        await fetching.FetchAsync();
        fetching.Folder.Files().Should().Equal("set/toy/a.bin", "set/toy/below/b.bin");
        File.ReadAllBytes(fetching.Folder["set/toy/a.bin"]).Should().Equal(Data);
    }

    [Fact]
    public async Task A_tar_archive_becomes_its_folder_and_goes()
    {
        using var fetching = Serving(ArchiveFormat.TarGz, Archives.TarGz(new PaxTarEntry(TarEntryType.Directory, "toy/"), Archives.File("toy/a.bin", Data), Archives.File("./toy/empty")));
        await fetching.FetchAsync();
        fetching.Folder.Files().Should().Equal("set/toy/a.bin", "set/toy/empty");
        (await fetching.FetchAsync()).Fetched.Should().BeFalse();
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("toy/../../evil")]
    [InlineData("/toy/evil")]
    [InlineData("toy//evil")]
    [InlineData("toy\\..\\evil")]
    [InlineData("C:/evil")]
    [InlineData("other/a.bin")]
    [InlineData("toy/\u0001")]
    public async Task A_name_that_leads_elsewhere_is_refused_and_nothing_stays(string name)
    {
        foreach (var (format, archive) in new[] { (ArchiveFormat.Zip, Archives.Zip(("toy/a.bin", Data), (name, Data))), (ArchiveFormat.TarGz, Archives.TarGz(Archives.File("toy/a.bin", Data), Archives.File(name, Data))) })
        {
            using var fetching = Serving(format, archive);
            (await fetching.FailAsync<DataFileException>()).Message.Should().Contain("refused").And.Contain("file.bin");
            fetching.Folder.Files().Should().BeEmpty();
            File.Exists(fetching.Folder["../evil"]).Should().BeFalse();
        }
    }

    [Fact]
    public async Task Links_are_refused()
    {
        byte[][] archives =
        [
            Archives.TarGz(Archives.Link(TarEntryType.SymbolicLink, "toy/link", "/etc")),
            Archives.TarGz(Archives.File("toy/a.bin", Data), Archives.Link(TarEntryType.HardLink, "toy/link", "toy/a.bin")),
            Archives.TarGz(new PaxTarEntry(TarEntryType.Fifo, "toy/pipe")),
        ];
        foreach (var archive in archives)
        {
            using var fetching = Serving(ArchiveFormat.TarGz, archive);
            (await fetching.FailAsync<DataFileException>()).Message.Should().Contain("is a link or a device");
        }
        using var zipped = Serving(ArchiveFormat.Zip, Archives.Zip(entry => entry.ExternalAttributes = unchecked((int)0xA1FF0000), ("toy/link", "/etc"u8.ToArray())));
        (await zipped.FailAsync<DataFileException>()).Message.Should().Contain("is a link or a device");
        zipped.Folder.Files().Should().BeEmpty();
    }

    [Fact]
    public async Task A_bomb_is_stopped_at_the_bound()
    {
        using var large = Serving(ArchiveFormat.Zip, Archives.Zip(("toy/a", new byte[600_000]), ("toy/b", new byte[600_000])));
        (await large.FailAsync<DataFileException>()).Message.Should().Contain("unpacks to more than expected");
        using var many = Serving(ArchiveFormat.Zip, Archives.Zip([.. Enumerable.Range(0, 11).Select(i => ($"toy/{i}", Data))]));
        (await many.FailAsync<DataFileException>()).Message.Should().Contain("more than the 10 entries");
    }

    [Fact]
    public async Task An_entry_that_occurs_twice_is_refused()
    {
        using var fetching = Serving(ArchiveFormat.TarGz, Archives.TarGz(Archives.File("toy/a.bin", Data), Archives.File("toy/a.bin", 9)));
        (await fetching.FailAsync<DataFileException>()).Message.Should().Contain("'toy/a.bin' occurs twice");
    }

    [Theory]
    [InlineData(ArchiveFormat.Zip)]
    [InlineData(ArchiveFormat.TarGz)]
    public async Task Damaged_archives_are_one_message(ArchiveFormat format)
    {
        var whole = format == ArchiveFormat.Zip ? Archives.Zip(("toy/a.bin", RandomNumbers(5_000))) : Archives.TarGz(Archives.File("toy/a.bin", RandomNumbers(5_000)));
        foreach (var archive in new[] { whole[..(whole.Length / 2)], "<html>not found</html>"u8.ToArray(), [] })
        {
            using var fetching = Serving(format, archive);
            (await fetching.FailAsync<DataFileException>()).Message.Should().Contain("file.bin");
            fetching.Folder.Files().Should().BeEmpty();
        }
    }

    [Fact]
    public async Task What_an_archive_holds_is_verified_before_it_is_placed()
    {
        using var fetching = Serving(ArchiveFormat.Zip, Archives.Zip(("toy/a.bin", Data)), new DataFile("set/toy/a.bin", 3, Checksum.Sha256("00000000")), new DataFile("set/toy/b.bin"));
        (await fetching.FailAsync<DataFileException>()).Message.Should().Contain("a.bin has SHA-256").And.Contain("absent: b.bin");
        fetching.Folder.Files().Should().BeEmpty();
    }

    // Bytes that do not compress, the same every time.
    private static byte[] RandomNumbers(int count) => [.. Enumerable.Range(0, count).Select(i => SHA256.HashData(BitConverter.GetBytes(i))[0])];

    private static Fetching Serving(ArchiveFormat format, byte[] archive, params DataFile[] files) => new(asked => Sent.File(asked, archive))
    {
        Bytes = null,
        Published = null,
        Unpacked = new Unpacked(format, "set/toy", files, MaxBytes: 1_000_000, MaxFiles: 10),
    };
}
