using System.Diagnostics;
using System.Globalization;

namespace InverseRepro.Runner.Execution;

/// <summary>Resident memory of this process, in bytes.</summary>
internal sealed class ProcessMemory
{
    private const string Status = "/proc/self/status", ClearReferences = "/proc/self/clear_refs";

    private ProcessMemory() { }

    public static long ResidentBytes() => Read("VmRSS:") ?? Environment.WorkingSet;

    /// <summary>Starts a new peak where the system can (Linux, by clear_refs); elsewhere the peak is that of the process.</summary>
    public static ProcessMemory StartPeak()
    {
        try
        {
            if (File.Exists(ClearReferences))
                File.WriteAllText(ClearReferences, "5");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Some containers forbid it; the peak then covers the life of the worker.
        }
        return new ProcessMemory();
    }

    public long PeakBytes()
    {
        if (Read("VmHWM:") is { } peak)
            return peak;
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static long? Read(string field)
    {
        if (!File.Exists(Status))
            return null;
        var line = File.ReadLines(Status).FirstOrDefault(l => l.StartsWith(field, StringComparison.Ordinal));
        var kibibytes = line?[field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
        return kibibytes is null ? null : long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024;
    }
}
