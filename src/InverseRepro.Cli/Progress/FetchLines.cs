using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Rendering;
using InverseRepro.DataFiles.Fetching;

namespace InverseRepro.Cli.Progress;

/// <summary>Downloads as they go: one line that is rewritten on a terminal, a line now and then elsewhere.</summary>
internal sealed class FetchLines(CommandHost host, TimeProvider clock) : IProgress<FetchProgress>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly bool _rewrites = host.ErrorIsTerminal && host.Variable("TERM") != "dumb";
    private long _lastLine = clock.GetTimestamp();
    private bool _open;

    public void Report(FetchProgress progress)
    {
        if (progress.Note is { } note)
        {
            Dispose();
            host.Error.WriteLine($"{progress.File}: {note}");
        }
        else if (_rewrites)
        {
            host.Error.Write($"\r{Line(progress)}\u001b[K");
            _open = true;
        }
        else if (clock.GetElapsedTime(_lastLine) >= Interval)
        {
            _lastLine = clock.GetTimestamp();
            host.Error.WriteLine(Line(progress));
        }
    }

    /// <summary>Clears the line that was being rewritten.</summary>
    public void Dispose()
    {
        if (_open)
            host.Error.Write("\r\u001b[K");
        _open = false;
    }

    private static string Line(FetchProgress progress)
    {
        var total = progress.Total is { } bytes ? $" of {ByteText.Of(bytes)}" : "";
        var speed = progress.BytesPerSecond is { } rate ? $", {ByteText.Of(rate)}/s" : "";
        var left = progress.Left is { } time ? $", {Duration.Left(time)}" : "";
        return $"{progress.File}: {ByteText.Of(progress.Done)}{total}{speed}{left}";
    }
}
