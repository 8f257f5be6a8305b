using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;
using InverseRepro.Runner.Frozen;
using InverseRepro.Runner.Shards;
using InverseRepro.Runner.TestWorker;

namespace InverseRepro.Runner.Tests.Shards;

/// <summary>A frozen plan of toys in a folder of its own, whose cells run in this process.</summary>
internal sealed class ToyPlan : IAsyncDisposable
{
    private readonly ToyRun _origin;
    private readonly string[] _claims;
    private readonly string _root;

    public ToyPlan(string root, params string[] claims)
    {
        (_root, _claims) = (root, claims);
        _origin = ToyRun.InProcess(Path.Combine(root, "origin"));
    }

    public ToyRun Origin => _origin;

    public PlanFolder Folder => field ??= Freeze();

    public FrozenPlan Plan => Folder.Plan;

    public PlanFolder Freeze() => _origin.Reproduction.Freeze([.. _claims.Select(ToyClaims.Of)], Scale.Micro, null, new PublishedBuild("b", _root), Path.Combine(_root, "runs"));

    public int IndexOf(string experiment, ulong seed = 1) => Plan.Cells.Single(c => c.Id == Toys.Cell(experiment, seed)).Index;

    public Task<AttemptEnd> RunAsync(int index, string attempt = "0", ToySettings? train = null, List<string>? said = null) =>
        new CellAttempt(Folder, ToyCatalog.Create(train), _origin.Setup.Executor, _origin.Setup.Run with { Host = "node" }, TimeProvider.System)
            .RunAsync(index, attempt, Directory.CreateDirectory(Path.Combine(_root, "scratch")).FullName, (said ?? []).Add, CancellationToken.None);

    public async Task RunAllAsync()
    {
        foreach (var cell in Plan.ToRun)
            await RunAsync(cell.Index);
    }

    /// <summary>Gathers into a store of that name; returns what was found and what the store holds then.</summary>
    public (GatherResult Result, IReadOnlyList<CellRecord> Cells, int Verdicts) Gather(string store = "gathered", bool final = true, Func<string, Claims.Definition.Claim>? claim = null)
    {
        var folder = Path.Combine(_root, store);
        using var opened = SqliteStore.Open(Path.Combine(folder, "repro.db"), TimeProvider.System);
        var result = new Gatherer(Folder, opened, new ArtefactStore(folder), _origin.Setup.Run, TimeProvider.System).Gather([.. _claims.Select(claim ?? ToyClaims.Of)], final);
        return (result, [.. opened.Runs().SelectMany(r => opened.Cells(r.Id))], _claims.Sum(c => opened.Verdicts(c, Scale.Micro).Count));
    }

    public ArtefactStore Gathered(string store = "gathered") => new(Path.Combine(_root, store));

    public ValueTask DisposeAsync() => _origin.DisposeAsync();
}
