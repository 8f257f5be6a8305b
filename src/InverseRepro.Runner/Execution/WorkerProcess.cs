using System.Diagnostics;
using System.Text.Json;

namespace InverseRepro.Runner.Execution;

/// <summary>The runner's end of one worker.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const int SignalExitBase = 128, SigKill = 9;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly Task _errors;
    private volatile CellLog _log;

    private WorkerProcess(Process process, CellLog log)
    {
        (_process, _log) = (process, log);
        _errors = PumpErrorsAsync();
    }

    /// <summary>After its last cell; 0 before the first.</summary>
    public long ResidentBytes { get; private set; }

    public bool IsAlive => !_process.HasExited;

    /// <exception cref="RunnerException">The program does not start or is no worker; the message holds what it printed.</exception>
    public static async Task<WorkerProcess> StartAsync(WorkerCommand command, ProcessStarter starter, CellLog log, CancellationToken cancellation)
    {
        var worker = new WorkerProcess(await starter.StartAsync(command.ToStartInfo()), log);
        try
        {
            if (await worker.NextAsync(cancellation) is WorkerMessage.Ready)
                return worker;
            var death = await worker.DescribeDeathAsync();
            throw new RunnerException($"a worker ended before it was ready: {death}\n{string.Join('\n', log.Tail())}".TrimEnd());
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    public async Task<CellOutcome> RunAsync(CellRequest request, CellLog log, Action<CellProgress> progress, CancellationToken cancellation)
    {
        _log = log;
        try
        {
            await _process.StandardInput.WriteAsync((JsonSerializer.Serialize(request, WorkerMessage.Json) + "\n").AsMemory(), cancellation);
            await _process.StandardInput.FlushAsync(cancellation);
        }
        catch (IOException)
        {
            return new CellOutcome.Crashed(await DescribeDeathAsync());
        }
        while (true)
        {
            switch (await NextAsync(cancellation))
            {
                case WorkerMessage.Progress p:
                    progress(new CellProgress(p.Activity, p.Fraction, p.Loss));
                    break;
                case WorkerMessage.Succeeded s:
                    ResidentBytes = s.ResidentBytes;
                    return new CellOutcome.Succeeded(s.Measurements, s.Artefacts, s.Seconds, s.PeakBytes);
                case WorkerMessage.Failed f:
                    return new CellOutcome.Failed(f.Message, f.Seconds);
                case null:
                    return new CellOutcome.Crashed(await DescribeDeathAsync());
            }
        }
    }

    /// <summary>Ends the process at once, whatever it does.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsAlive)
            _process.Kill();
        await _process.WaitForExitAsync();
        await Task.WhenAny(_errors, Task.Delay(LastWords));
        _process.Dispose();
    }

    /// <summary>The next message; null when the worker has ended. Text that is not protocol goes to the log.</summary>
    private async Task<WorkerMessage?> NextAsync(CancellationToken cancellation)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            var message = WorkerMessage.Parse(line, out var other);
            if (other.Length > 0)
                _log.Append(other);
            if (message is not null)
                return message;
        }
        return null;
    }

    private async Task PumpErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
            _log.Append(line);
    }

    // The last lines of its log may still be on their way when the process is gone.
    private async Task<string> DescribeDeathAsync()
    {
        if (IsAlive && await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(LastWords)) is { } && IsAlive)
            _process.Kill(); // it closed its output: nothing more can come of it
        await _process.WaitForExitAsync();
        await Task.WhenAny(_errors, Task.Delay(LastWords));
        return _process.ExitCode switch
        {
            SignalExitBase + SigKill => "the worker was killed (signal 9); if nobody did it, the machine ran out of memory",
            > SignalExitBase and var code => $"the worker was ended by signal {code - SignalExitBase}",
            var code => $"the worker exited with code {code}",
        };
    }
}
