using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace InverseRepro.Runner.Execution;

/// <summary>
/// The life of a worker process (<c>repro worker</c>): cells come as JSON lines on standard input, messages go to standard
/// output. It ends at once when its input does, so that it never outlives the runner, however that one dies.
/// </summary>
public static class WorkerLoop
{
    /// <summary>Serves cells until the runner closes the input. Call first thing: it takes over the standard streams.</summary>
    /// <param name="load">Called before the first cell is asked for: loads what takes time and every cell needs.</param>
    /// <returns>The exit code of the process.</returns>
    public static int Serve(ExperimentCatalog catalog, Action? load = null)
    {
        using var output = WorkerStreams.TakeOver();
        // Ctrl-C reaches the whole process group; the runner alone decides what it means.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        WorkerStreams.DieWithRunner();
        var requests = ReadRequests();
        var host = new CellHost(catalog);
        load?.Invoke();
        Send(output, new WorkerMessage.Ready());
        foreach (var request in requests.GetConsumingEnumerable())
            Send(output, RunOne(host, request, output));
        return 0;
    }

    // Experiments run on the calling thread: libraries keep state by thread, so all cells must see the same one.
    private static WorkerMessage RunOne(CellHost host, CellRequest request, Stream output)
    {
        var outcome = host.Run(request, p => Send(output, new WorkerMessage.Progress(p.Activity, p.Fraction, p.Loss)),
            Console.Error.WriteLine, CancellationToken.None);
        Console.Error.Flush();
        return outcome switch
        {
            CellOutcome.Succeeded s => new WorkerMessage.Succeeded(s.Measurements, s.Artefacts, s.Seconds, s.PeakBytes, ProcessMemory.ResidentBytes()),
            CellOutcome.Failed f => new WorkerMessage.Failed(f.Message, f.Seconds),
            _ => throw new InvalidOperationException($"a cell in its own process cannot end as {outcome.GetType().Name}"),
        };
    }

    private static BlockingCollection<CellRequest> ReadRequests()
    {
        var requests = new BlockingCollection<CellRequest>();
        new Thread(() =>
        {
            using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
            while (input.ReadLine() is { } line)
                requests.Add(JsonSerializer.Deserialize<CellRequest>(line, WorkerMessage.Json)!);
            WorkerStreams.ExitNow();
        })
        { IsBackground = true, Name = "requests" }.Start();
        return requests;
    }

    private static void Send(Stream output, WorkerMessage message)
    {
        var line = Encoding.UTF8.GetBytes(message.ToLine());
        lock (output)
        {
            try
            {
                output.Write(line);
            }
            catch (IOException)
            {
                WorkerStreams.ExitNow(); // nobody listens any more
            }
        }
    }
}
