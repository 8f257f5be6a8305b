using System.Diagnostics;

namespace InverseRepro.Cli.Tests;

/// <summary>The command in a process of its own.</summary>
internal static class ReproProcess
{
    /// <param name="home">The checkout, and the current folder.</param>
    public static Process Start(string home, string[] arguments, params (string Name, string Value)[] variables)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "signals and the dynamic linker's log are Linux's");
        Directory.CreateDirectory(Path.Combine(home, "claims"));
        // Tests that a shell runs in the background ignore Ctrl-C, and so would every process they start.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "repro.dll"), .. arguments])
        {
            WorkingDirectory = home,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["REPRO_DATA"] = Path.Combine(home, "data"), ["REPRO_HOME"] = home },
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end; also what libraries the dynamic linker loaded for it.</summary>
    public static (int Code, string Output, string Error, string Linker) Run(string home, params string[] arguments)
    {
        var logs = Directory.CreateTempSubdirectory("repro-linker-").FullName;
        try
        {
            using var process = Start(home, arguments, ("LD_DEBUG", "files"), ("LD_DEBUG_OUTPUT", Path.Combine(logs, "linker")));
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result, string.Concat(Directory.GetFiles(logs).Select(File.ReadAllText)));
        }
        finally
        {
            Directory.Delete(logs, recursive: true);
        }
    }
}
