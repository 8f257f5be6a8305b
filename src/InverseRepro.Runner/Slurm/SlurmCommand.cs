using System.ComponentModel;
using System.Diagnostics;

namespace InverseRepro.Runner.Slurm;

/// <summary>Slurm's own programs.</summary>
internal static class SlurmCommand
{
    /// <summary>What the program prints.</summary>
    /// <exception cref="SlurmUnavailableException">It is not installed.</exception>
    /// <exception cref="RunnerException">It refused; the message is its own.</exception>
    public static string Run(string program, IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : throw new RunnerException($"{program} refused: {error.Result.Trim().ReplaceLineEndings("; ")}");
        }
        catch (Win32Exception e)
        {
            throw new SlurmUnavailableException(
                $"{program} is not installed here; submit where Slurm's commands are, or run without Slurm: repro submit plan", e);
        }
    }
}
