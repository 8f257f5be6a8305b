using System.Diagnostics;

namespace InverseRepro.Claims.Tests.Storing;

/// <summary>
/// A file system in memory of a given size, which can be filled up and made read-only. Root ignores file modes, so this is
/// how both are tested for root too; where mounting is not permitted the test is skipped.
/// </summary>
public sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SmallDisk(int kilobytes)
    {
        var problem = OperatingSystem.IsLinux() ? Mount($"-t tmpfs -o size={kilobytes}k tmpfs \"{_folder.Path}\"") : "not Linux";
        if (problem is not null)
            _folder.Dispose();
        Skip.If(problem is not null, $"needs a small file system, and mounting one failed: {problem}");
    }

    public string this[string name] => _folder[name];

    public void Resize(int kilobytes) => Remount($"size={kilobytes}k");

    public void MakeReadOnly() => Remount("ro");

    public void Dispose()
    {
        Run("umount", $"-l \"{_folder.Path}\"");
        _folder.Dispose();
    }

    private void Remount(string option) => Mount($"-o remount,{option} \"{_folder.Path}\"").Should().BeNull();

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
