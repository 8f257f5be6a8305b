using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace InverseRepro.Runner.Execution;

/// <summary>How a worker process is started.</summary>
/// <param name="Environment">Variables added to those of this process, e.g. <c>OMP_NUM_THREADS</c>.</param>
public sealed record WorkerCommand(string FileName, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>
    /// <paramref name="program"/> on the runtime of this process, e.g. <c>dotnet repro.dll worker</c>. It works from a test
    /// host too, whose own executable is not the program.
    /// </summary>
    public static WorkerCommand Of(Assembly program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..",
            OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return new WorkerCommand(File.Exists(dotnet) ? dotnet : "dotnet", [program.Location, .. arguments], environment);
    }

    internal ProcessStartInfo ToStartInfo()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo(FileName, Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return start;
    }
}
