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

    public Task<AttemptEnd> RunAsync(int index, string attempt = "0", ToySettings? train = null, List<string>? said = null, string host = "node") =>
        new CellAttempt(Folder, ToyCatalog.Create(train), _origin.Setup.Executor, _origin.Setup.Run with { Host = host }, TimeProvider.System)
            .RunAsync(index, attempt, Directory.CreateDirectory(Path.Combine(_root, "scratch")).FullName, (said ?? []).Add, CancellationToken.None);

    public async Task RunAllAsync()
    {
        foreach (var cell in Plan.ToRun)
            await RunAsync(cell.Index);
    }

    /// <summary>Gathers into a store of that name; returns what was found and what the store holds then.</summary>
    public (GatherResult Result, IReadOnlyList<CellRecord> Cells, int Verdicts) Gather(string store = "gathered", bool final = true, Func<string, Claims.Definition.Claim>? claim = null)
    {
        using var opened = SqliteStore.Open(Path.Combine(_root, store, "repro.db"), TimeProvider.System);
        var result = GatherInto(opened, store, final, claim);
        return (result, CellsOf(opened), _claims.Sum(c => opened.Verdicts(c, Scale.Micro).Count));
    }

    /// <param name="artefacts">Name of the folder that they come to.</param>
    public GatherResult GatherInto(IStore store, string artefacts, bool final = true, Func<string, Claims.Definition.Claim>? claim = null) =>
        new Gatherer(Folder, store, Gathered(artefacts), _origin.Setup.Run, TimeProvider.System).Gather([.. _claims.Select(claim ?? ToyClaims.Of)], final);

    public static IReadOnlyList<CellRecord> CellsOf(IStore store) => [.. store.Runs().SelectMany(r => store.Cells(r.Id))];

    public ArtefactStore Gathered(string store = "gathered") => new(Path.Combine(_root, store));

    public ValueTask DisposeAsync() => _origin.DisposeAsync();
}
