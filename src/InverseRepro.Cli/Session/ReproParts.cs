using System.Globalization;
using InverseRepro.DataFiles.Catalogue;
using InverseRepro.Engine.Parity;
using InverseRepro.Experiments;
using InverseRepro.Runner.Execution;

namespace InverseRepro.Cli.Session;

/// <summary>What a session runs, so that tests can give it toys.</summary>
/// <param name="Executor">Makes the place where cells run, the device chosen.</param>
public sealed record ReproParts(IReadOnlyList<Experiment> Experiments, Func<ReproSettings, ICellExecutor> Executor, IPictureInversion Inversion,
    TimeProvider Clock)
{
    /// <summary>What <c>repro data</c> knows of.</summary>
    public IReadOnlyList<DataSet> Data { get; init; } = DataCatalogue.All;

    /// <summary>All papers, in worker processes of this program with one thread each.</summary>
    public static ReproParts Standard { get; } = new(PaperCatalog.Experiments, Workers, PaperCatalog.Inversion, TimeProvider.System);

    /// <summary>The networks that golden files can be compared with.</summary>
    public IReadOnlyList<ReferenceFamily> References { get; init; } = PaperCatalog.References;

    /// <summary>
    /// One a GPU. Each cell has a process of its own, which gives all memory of the device back; while it computes, the next one starts
    /// and opens the device, unless it measures time. All compute in full float32: the libraries' TF32 is a default of theirs that no setting asked for.
    /// </summary>
    private static WorkerPool GpuWorkers(WorkerCommand worker, int jobs)
    {
        var gpus = Gpus.Of(Environment.GetEnvironmentVariable(Gpus.Visible)).Take(jobs);
        return new WorkerPool([.. gpus.Select(gpu => worker with
        {
            Arguments = [.. worker.Arguments, Verbs.WorkerVerb.Opened, "cuda"],
            Environment = new Dictionary<string, string>(worker.Environment) { [Gpus.Visible] = gpu, ["NVIDIA_TF32_OVERRIDE"] = "0" },
        })], residentLimit: 0);
    }

    private static WorkerPool Workers(ReproSettings settings)
    {
        var count = DeviceChoice.Threads.ToString(CultureInfo.InvariantCulture);
        var threads = new Dictionary<string, string> { ["OMP_NUM_THREADS"] = count, ["OPENBLAS_NUM_THREADS"] = count };
        var worker = WorkerCommand.Of(typeof(ReproParts).Assembly, ["worker"], threads);
        return settings.Device == "cuda" ? GpuWorkers(worker, settings.Jobs) : new WorkerPool(worker, settings.Jobs);
    }
}
