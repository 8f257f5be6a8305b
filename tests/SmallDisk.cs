using System.Diagnostics;

namespace InverseRepro.Tests;

/// <summary>
/// A file system in memory of a given size, which can be filled up and made read-only. Root ignores file modes, so this is
/// how both are tested for root too; where mounting is not permitted the test is skipped.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    public SmallDisk(int kilobytes)
    {
        Path = Directory.CreateTempSubdirectory("inverserepro-disk-").FullName;
        var problem = OperatingSystem.IsLinux() ? Mount($"-t tmpfs -o size={kilobytes}k tmpfs \"{Path}\"") : "not Linux";
        if (problem is not null)
            Directory.Delete(Path);
        Skip.If(problem is not null, $"needs a small file system, and mounting one failed: {problem}");
    }

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Resize(int kilobytes) => Remount($"size={kilobytes}k");

    public void MakeReadOnly() => Remount("ro");

    public void MakeWritable() => Remount("rw");

    /// <summary>Leaves only so much room; <see cref="Empty"/> gives it back.</summary>
    public void Fill(int kilobytesLeft)
    {
        var free = new DriveInfo(Path).AvailableFreeSpace - 1024L * kilobytesLeft;
        File.WriteAllBytes(this["ballast"], new byte[Math.Max(0, free)]);
    }

    public void Empty() => File.Delete(this["ballast"]);

    public void Dispose()
    {
        Run("umount", $"-l \"{Path}\"");
        Directory.Delete(Path, recursive: true);
    }

    private void Remount(string option) => Mount($"-o remount,{option} \"{Path}\"").Should().BeNull();

    private static string? Mount(string arguments) => Run("mount", arguments);

    private static string? Run(string program, string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : error;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
    }
}
