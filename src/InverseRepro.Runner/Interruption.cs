using System.Runtime.InteropServices;

namespace InverseRepro.Runner;

/// <summary>
/// Turns Ctrl-C, SIGTERM and a closed terminal into a cancellation, so that a run can record what is done and end itself. A
/// second signal ends the process on the spot; its workers notice and end too.
/// </summary>
public sealed class Interruption : IDisposable
{
    /// <summary>As shells report a program that SIGINT ended.</summary>
    public const int ExitCode = 130;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;

    public Interruption() => _signals =
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(s => PosixSignalRegistration.Create(s, OnSignal))];

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested)
            Environment.Exit(ExitCode);
        context.Cancel = true;
        _source.Cancel();
    }
}
