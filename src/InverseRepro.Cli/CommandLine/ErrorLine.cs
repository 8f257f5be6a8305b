using InverseRepro.DataFiles;
using InverseRepro.Engine;
using InverseRepro.Runner.Slurm;

namespace InverseRepro.Cli.CommandLine;

/// <summary>Turns whatever a verb threw into one line and an exit code.</summary>
public static class ErrorLine
{
    /// <summary>Writes the line; the stack trace only with <c>REPRO_DEBUG=1</c>, or to a file where the fault is ours.</summary>
    public static int Report(Exception exception, CommandHost host)
    {
        var (code, known) = Classify(exception);
        if (code == ExitCode.Interrupted)
            host.Say("interrupted; what was finished is kept, the next run resumes");
        else
            host.Say(known ? exception.Message : $"internal error: {exception.GetType().Name}: {FirstLine(exception.Message)}{Trace(exception, host)}");
        if (host.Variable("REPRO_DEBUG") == "1")
            host.Error.WriteLine(exception);
        return code;
    }

    private static (int Code, bool Known) Classify(Exception exception) => exception switch
    {
        OperationCanceledException => (ExitCode.Interrupted, true),
        DeviceUnavailableException or DataUnavailableException or SlurmUnavailableException or DllNotFoundException => (ExitCode.NotMeasured, true),
        IOException or UnauthorizedAccessException => (ExitCode.Usage, true),
        // Exceptions of our own say in their message what is wrong and what to do.
        _ when exception.GetType().Namespace?.StartsWith(nameof(InverseRepro), StringComparison.Ordinal) == true => (ExitCode.Usage, true),
        _ => (ExitCode.NotMeasured, false),
    };

    private static string FirstLine(string message) => message.Split('\n', 2)[0].TrimEnd();

    private static string Trace(Exception exception, CommandHost host)
    {
        if (host.Variable("REPRO_DEBUG") == "1")
            return "";
        var file = Path.Combine(Path.GetTempPath(), $"repro-error-{Environment.ProcessId}.log");
        try
        {
            File.WriteAllText(file, exception.ToString());
            return $" (trace: {file})";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return " (REPRO_DEBUG=1 shows the trace)";
        }
    }
}
