using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;
using InverseRepro.Runner.Execution;

namespace InverseRepro.Runner.TestWorker;

/// <summary>A store, artefacts, workers and a data root in one folder, as the composition root would put them together.</summary>
public sealed class ToyRun : IAsyncDisposable
{
    private ToyRun(string folder, ExperimentCatalog catalog, Func<ExperimentCatalog, ICellExecutor> executor, string? store = null)
    {
        DataRoot = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        Store = StoreAddress.Parse(store ?? "repro.db", folder).Open(TimeProvider.System);
        Artefacts = new ArtefactStore(Path.Combine(folder, "artefacts"));
        var environment = new CellEnvironment("toy engine", "cpu", "cpu-toy", 1, DataRoot);
        var run = new RunRecord(0, default, null, "unknown", false, environment.Engine, environment.Device, environment.DeviceClass,
            "host", "runtime", new Dictionary<string, string>(), "toy", "");
        Setup = new RunnerSetup(catalog, environment, Store, Artefacts, executor(catalog), run, TimeProvider.System)
        {
            StorePatience = TimeSpan.FromSeconds(5),
        };
        Reproduction = new Reproduction(Setup);
    }

    public string DataRoot { get; }

    public IStore Store { get; }

    public ArtefactStore Artefacts { get; }

    public RunnerSetup Setup { get; }

    public Reproduction Reproduction { get; }

    /// <param name="store">A file or a connection string; null for a file in the folder.</param>
    public static ToyRun WithWorkers(string folder, int jobs = 2, string? store = null) =>
        new(folder, ToyCatalog.Create(), _ => new WorkerPool(Worker, jobs), store);

    public static ToyRun InProcess(string folder, ToySettings? train = null, string? store = null) =>
        new(folder, ToyCatalog.Create(train), catalog => new InProcessExecutor(new CellHost(catalog)), store);

    /// <summary>The grid that the tests of killing and resuming measure.</summary>
    public static IEnumerable<CellId> Grid(int seeds = 3) => Enumerable.Range(1, seeds).Select(seed =>
        new CellId("probe-slow", CellId.DefaultVariant, Scale.Micro, new Seed((ulong)seed)));

    public async ValueTask DisposeAsync()
    {
        await Setup.Executor.DisposeAsync();
        Store.Dispose();
    }

    public static WorkerCommand Worker => WorkerCommand.Of(typeof(ToyRun).Assembly, ["worker"], new Dictionary<string, string>());
}
