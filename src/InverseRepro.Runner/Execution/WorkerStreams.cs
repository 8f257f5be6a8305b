using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace InverseRepro.Runner.Execution;

/// <summary>The standard streams and the end of a worker process, at the level of the operating system.</summary>
internal static class WorkerStreams
{
    private const int StandardOutput = 1, StandardError = 2, SetParentDeathSignal = 1, Kill = 9;

    /// <summary>
    /// A stream of its own for the protocol. On Unix, descriptor 1 then points to standard error, so that prints of native
    /// code land in the cell's log; elsewhere the runner tells them apart by the record separator.
    /// </summary>
    public static Stream TakeOver()
    {
        var protocol = OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : TakeOverDescriptor();
        Console.SetOut(Console.Error);
        return protocol;
    }

    /// <summary>Asks Linux to kill this process when the thread that started it ends; closing the input does the same everywhere.</summary>
    public static void DieWithRunner()
    {
        if (OperatingSystem.IsLinux())
            _ = prctl(SetParentDeathSignal, Kill, 0, 0, 0);
    }

    /// <summary>Ends the process without waiting for native code that may be in the middle of a training step.</summary>
    [DoesNotReturn]
    public static void ExitNow()
    {
        if (!OperatingSystem.IsWindows())
            _exit(0);
        Environment.Exit(0);
    }

    private static FileStream TakeOverDescriptor()
    {
        var copy = dup(StandardOutput);
        if (copy < 0 || dup2(StandardError, StandardOutput) < 0)
            throw new RunnerException($"cannot redirect standard output (errno {Marshal.GetLastPInvokeError()})");
        return new FileStream(new SafeFileHandle(copy, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int dup(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int dup2(int from, int to);

    [DllImport("libc")]
    private static extern int prctl(int option, nuint arg2, nuint arg3, nuint arg4, nuint arg5);

    [DllImport("libc")]
    private static extern void _exit(int status);
}
