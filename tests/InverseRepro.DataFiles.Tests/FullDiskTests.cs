using System.Diagnostics;
using InverseRepro.DataFiles.Catalogue;

namespace InverseRepro.DataFiles.Tests;

/// <summary>On a file system of 64 KiB, where this process may mount one.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private bool _mounted;

    [SkippableFact]
    public async Task A_disk_too_small_is_noticed_before_the_transfer()
    {
        using var fetching = new Fetching(asked => Sent.File(asked, Fetching.Content)) { Root = SmallDisk() };
        (await fetching.FailAsync<DataDiskException>()).Message.Should().Contain("the disk is full: 300000 bytes are still to come, ").And.Contain(" are free").And.Contain("REPRO_DATA");
    }

    [SkippableFact]
    public async Task A_disk_that_fills_up_keeps_what_came_and_places_nothing()
    {
        using var fetching = new Fetching(_ => new Sent(200, Fetching.Content, "ETag: \"v1\"") { Claimed = -1 }) { Root = SmallDisk(), Bytes = null };
        (await fetching.FailAsync<DataDiskException>()).Message.Should().Contain("the disk is full. Make room").And.Contain("resumes");
        File.Exists(_folder["set/file.bin"]).Should().BeFalse();
        new FileInfo(_folder["set/file.bin.part"]).Length.Should().BePositive();
    }

    [SkippableFact]
    public async Task An_archive_that_does_not_fit_unpacked_leaves_no_half_of_it()
    {
        var archive = Archives.Zip(("toy/zeros.bin", new byte[200_000]));
        using var fetching = new Fetching(asked => Sent.File(asked, archive))
        {
            Root = SmallDisk(),
            Bytes = null,
            Published = null,
            Unpacked = new Unpacked(ArchiveFormat.Zip, "set/toy", [], 1_000_000, 10),
        };
        (await fetching.FailAsync<DataDiskException>()).Message.Should().Contain("the disk is full");
        _folder.Files().Should().Equal("set/file.bin.part", "set/file.bin.part.origin");
        Directory.GetDirectories(_folder["set"]).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task A_read_only_file_system_is_named()
    {
        using var fetching = new Fetching(asked => Sent.File(asked, Fetching.Content)) { Root = SmallDisk() };
        Skip.If(Mount("-o", "remount,ro", _folder.Path) != 0, "a file system cannot be mounted again as read-only here");
        (await fetching.FailAsync<DataDiskException>()).Message.Should().Contain("read-only").And.Contain("REPRO_DATA");
    }

    public void Dispose()
    {
        if (_mounted)
            Start("umount", _folder.Path);
        _folder.Dispose();
    }

    private string SmallDisk()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "small disks are mounted with tmpfs, which Linux has");
        _mounted = Mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", _folder.Path) == 0;
        Skip.IfNot(_mounted, "this process may not mount a tmpfs");
        return _folder.Path;
    }

    private static int Mount(params string[] arguments) => Start("mount", arguments);

    private static int Start(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
