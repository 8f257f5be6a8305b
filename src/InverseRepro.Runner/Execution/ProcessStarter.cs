using System.Collections.Concurrent;
using System.Diagnostics;

namespace InverseRepro.Runner.Execution;

/// <summary>
/// Starts all workers from one thread that lives as long as the pool: Linux sends the parent-death signal when the thread
/// that forked ends, and a thread of the .NET pool may end at any time.
/// </summary>
internal sealed class ProcessStarter : IDisposable
{
    private readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> _queue = [];

    public ProcessStarter() => new Thread(Serve) { IsBackground = true, Name = "worker starter" }.Start();

    public Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add((start, started));
        return started.Task;
    }

    public void Dispose() => _queue.CompleteAdding();

    private void Serve()
    {
        foreach (var (start, started) in _queue.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception failure)
            {
                started.SetException(new RunnerException($"cannot start a worker ({start.FileName}): {failure.Message}", failure));
            }
        }
    }
}
