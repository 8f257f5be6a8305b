using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using InverseRepro.Runner.TestWorker;

namespace InverseRepro.Runner.Tests;

/// <summary>A runner in a process of its own that measures the grid in a folder, to be signalled and killed.</summary>
public sealed class ToyProcess : IDisposable
{
    public const int Interrupt = 2, Kill = 9;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    public ToyProcess(string folder, int seeds = 3, string? store = null)
    {
        var command = ToyRun.Worker;
        // Tests that a shell runs in the background ignore Ctrl-C, and so would every process they start.
        _process = Process.Start(new ProcessStartInfo("env", ["--default-signal=INT", command.FileName, command.Arguments[0], "run", folder, seeds.ToString(CultureInfo.InvariantCulture), .. store is null ? Array.Empty<string>() : [store]])
        {
            RedirectStandardOutput = true,
        })!;
    }

    public int Id => _process.Id;

    /// <summary>Waits until a cell has started, or the run is over.</summary>
    public async Task CellStartedAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public void Signal(int signal) => _ = kill(_process.Id, signal);

    public static void Signal(int process, int signal) => _ = kill(process, signal);

    /// <summary>Ids of its workers.</summary>
    public IReadOnlyList<int> Workers() => [.. Directory.EnumerateDirectories("/proc")
        .Select(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id != 0 && Parent(id) == _process.Id)];

    public static async Task GoneAsync(int process)
    {
        var clock = Stopwatch.StartNew();
        while (Parent(process) is not null)
        {
            clock.Elapsed.Should().BeLessThan(Patience, "the worker {0} must not outlive its runner", process);
            await Task.Delay(20);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    /// <summary>The parent of a living process; null where it has ended. The name before it may hold spaces, hence the last ')'.</summary>
    private static int? Parent(int process)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{process}/stat");
            var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] == "Z" ? null : int.Parse(fields[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    [DllImport("libc")]
    private static extern int kill(int process, int signal);
}
