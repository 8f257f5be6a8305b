using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Cli.Rendering;
using InverseRepro.Experiments;
using InverseRepro.Runner;
using InverseRepro.Runner.Execution;
using InverseRepro.Runner.Frozen;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Cli.Session;

/// <summary>
/// Everything a reproduction needs, put together once: the papers' experiments, the claims, the record, the baselines and
/// the workers. The command and <c>dotnet test</c> go this same way.
/// </summary>
public sealed class ReproSession : IAsyncDisposable
{
    private readonly IStore _store;
    private readonly ICellExecutor _executor;
    private readonly BaselineFolder _baselines;
    private readonly Reproduction _reproduction;
    private readonly RunRecord _run;
    private readonly ReproParts _parts;

    private ReproSession(ReproSettings settings, string command, ReproParts parts)
    {
        (Settings, Claims, _parts) = (settings, ClaimLibrary.Load(settings.ClaimsFolder), parts);
        var device = DeviceChoice.Of(settings);
        Artefacts = new ArtefactStore(settings.ArtefactFolder);
        _store = settings.Store.Open(parts.Clock);
        _baselines = new BaselineFolder(settings.BaselinesFolder);
        _executor = parts.Executor(settings with { Device = device.Device });
        _run = RunEnvironment.Capture(settings.Home, command, device.Engine, device.Device, device.DeviceClass, parts.Clock);
        _reproduction = new Reproduction(new RunnerSetup(new ExperimentCatalog(parts.Experiments),
            new CellEnvironment(device.Engine, device.Device, device.DeviceClass, DeviceChoice.Threads, settings.DataRoot), _store, Artefacts, _executor, _run, parts.Clock));
    }

    public ReproSettings Settings { get; }

    /// <summary>"cpu" or "cuda", as chosen.</summary>
    public string Device => _run.Device;

    /// <summary>All claims, in the order of their ids.</summary>
    public IReadOnlyList<Claim> Claims { get; }

    public IStore Store => _store;

    public ArtefactStore Artefacts { get; }

    /// <summary>A session as the command makes it.</summary>
    /// <param name="command">As the user gave it, for the record.</param>
    /// <param name="parts">Null: all papers in worker processes.</param>
    /// <exception cref="UsageException">The settings do not fit this machine.</exception>
    /// <exception cref="ClaimFileException">Everything wrong with the claim files.</exception>
    /// <exception cref="StoreException">The record cannot be used.</exception>
    public static ReproSession Open(ReproSettings settings, string command, ReproParts? parts = null) =>
        new(settings, command, parts ?? ReproParts.Standard);

    /// <summary>A session as the environment describes it (<see cref="ReproSettings.FromEnvironment"/>): for <c>dotnet test</c>.</summary>
    public static ReproSession FromEnvironment()
    {
        var home = RepositoryFolder.Find(Environment.GetEnvironmentVariable("REPRO_HOME"), AppContext.BaseDirectory);
        return Open(ReproSettings.FromEnvironment(Environment.GetEnvironmentVariable, home), "dotnet test");
    }

    /// <summary>What <see cref="RunAsync"/> would run; nothing is changed.</summary>
    public Plan Plan(IReadOnlyList<Claim> claims) => _reproduction.Plan(claims, Settings.Scale, Settings.Seeds);

    /// <summary>The plan with what it is expected to take and what is missing for it; nothing is changed.</summary>
    public PlanDocument Outline(IReadOnlyList<Claim> claims) =>
        PlanDocument.Of(_reproduction.Outline(claims, Settings.Scale, Settings.Seeds), Settings, _run.Device, _parts.Data);

    /// <summary>Fixes what <see cref="RunAsync"/> would run in a folder of its own, with a copy of this program that no later edit changes.</summary>
    /// <param name="root">The folder of plans and builds.</param>
    /// <param name="allowDirty">Whether code that no commit holds may be measured.</param>
    /// <exception cref="UsageException">The work tree differs from its commit, or there is none.</exception>
    /// <exception cref="RunnerException">There is nothing to run.</exception>
    public (PlanFolder Folder, PublishedBuild Build) Freeze(IReadOnlyList<Claim> claims, string root, bool allowDirty)
    {
        if (!allowDirty && (_run.Dirty || _run.Commit == RunEnvironment.Unknown))
        {
            throw new UsageException((_run.Dirty ? "the work tree differs from its commit" : $"{Settings.Home} is no git checkout")
                + ": nobody could tell later what was measured; commit first, or accept that with --allow-dirty");
        }
        var build = PublishedBuild.Publish(Path.Combine(root, "builds"), Path.GetDirectoryName(typeof(ReproSession).Assembly.Location)!, Settings.ClaimsFolder);
        return (_reproduction.Freeze(claims, Settings.Scale, Settings.Seeds, build, root), build);
    }

    /// <summary>Measures what is not in the record yet, decides and records.</summary>
    public async Task<Reproduced> RunAsync(IReadOnlyList<Claim> claims, IRunObserver observer, CancellationToken cancellation)
    {
        var result = await _reproduction.ReproduceAsync(claims, Settings.Scale, Settings.Seeds, observer, cancellation);
        return new Reproduced([.. result.Decided.Select(d => Describe(d, null, result))], result.Interrupted);
    }

    /// <summary>
    /// As <see cref="RunAsync"/>, then gates every claim against its baseline; a first alarm is answered by fresh seeds. What
    /// differs is left as <c>.received.json</c> for <c>repro accept</c>.
    /// </summary>
    public async Task<Reproduced> VerifyAsync(IReadOnlyList<Claim> claims, IRunObserver observer, CancellationToken cancellation)
    {
        var result = await _reproduction.ReproduceAsync(claims, Settings.Scale, Settings.Seeds, observer, cancellation);
        var verified = new List<ReproducedClaim>();
        foreach (var decided in result.Decided)
        {
            var gate = await GateAsync(decided, result, observer, cancellation);
            var described = Describe(decided, gate, result);
            if (gate.Status != GateStatus.NotMeasured && (gate.Status != GateStatus.Passed || gate.News.Count > 0))
                _baselines.WriteReceived(Received(described));
            verified.Add(described);
        }
        return new Reproduced(verified, result.Interrupted);
    }

    /// <summary>What a claim measured in this session, in the form of a baseline; nothing is written.</summary>
    /// <exception cref="BaselineException">Something it reads has not been measured.</exception>
    public Baseline Received(ReproducedClaim claim) => BaselineRecorder.Record(claim.Claim, claim.Verdict, _store, _run);

    /// <summary>Measures cells for their artefacts, those that are not in the record yet.</summary>
    public Task<RunResult> MeasureAsync(IEnumerable<CellId> cells, IRunObserver observer, CancellationToken cancellation) =>
        _reproduction.MeasureAsync(cells, observer, cancellation);

    /// <summary>The path of an artefact of a measured cell, its hash just checked.</summary>
    /// <exception cref="StoreException">The cell left no such artefact, or it is damaged.</exception>
    public string Artefact(RunResult measured, CellId cell, string name) =>
        measured.Cells[cell].Record?.Artefacts.FirstOrDefault(a => a.Name == name) is { } artefact
            ? Artefacts.Verified(artefact)
            : throw new StoreException($"{cell} left no artefact '{name}'; run it again with this version: repro run");

    /// <summary>Verifies one claim, as its test does.</summary>
    /// <param name="progress">Receives plain lines while it runs; null: silent.</param>
    /// <exception cref="UsageException">There is no such claim, or it does not run at this scale.</exception>
    public ClaimCheck Verify(string claimId, TextWriter? progress = null)
    {
        var claims = ClaimSelection.Select(Claims, [claimId], Settings.Scale);
        IRunObserver observer = progress is null ? new Silence() : new Progress.PlainProgress(progress, TimeProvider.System);
        var verified = VerifyAsync(claims, observer, CancellationToken.None).GetAwaiter().GetResult();
        return new ClaimCheck(verified.Claims.Single());
    }

    /// <summary>Baselines that belong to no claim.</summary>
    public IReadOnlyList<string> DanglingBaselines() => _baselines.Dangling(Claims);

    /// <summary>Makes what the last verification received the baseline, and gives each file as it is written.</summary>
    /// <param name="named">Those of the claims for which something must have been received; the others are passed over where nothing was.</param>
    /// <exception cref="BaselineException">On CI, nothing received, or the record says otherwise.</exception>
    public static IEnumerable<string> Accept(ReproSettings settings, IReadOnlyList<Claim> claims, IReadOnlyCollection<string> named, bool continuousIntegration)
    {
        using var store = settings.Store.OpenReadOnly();
        var baselines = new BaselineFolder(settings.BaselinesFolder);
        var chosen = claims.Where(c => named.Contains(c.Id) || baselines.Received(c.Id, settings.Scale) is not null).ToList();
        foreach (var claim in chosen.Count > 0 ? chosen : claims)
            yield return baselines.Accept(claim, settings.Scale, store, continuousIntegration);
    }

    public async ValueTask DisposeAsync()
    {
        await _executor.DisposeAsync();
        _store.Dispose();
    }

    private async Task<BaselineComparison> GateAsync(DecidedClaim decided, RunResult result, IRunObserver observer, CancellationToken cancellation)
    {
        var baseline = _baselines.Verified(decided.Claim.Id, Settings.Scale);
        var first = BaselineGate.Compare(decided.Verdict, result.Evidence, baseline, _run);
        if (first.Status != GateStatus.NeedsFreshSeeds)
            return first;
        var fresh = await _reproduction.MeasureAsync([.. result.Cells.Keys.Union(first.FreshCells)], observer, cancellation);
        return fresh.Interrupted
            ? throw new OperationCanceledException()
            : BaselineGate.Compare(decided.Verdict, fresh.Evidence, baseline, _run, fresh: true);
    }

    private ReproducedClaim Describe(DecidedClaim decided, BaselineComparison? gate, RunResult result)
    {
        var cells = ClaimCells.Of(decided.Claim, Settings.Scale, decided.Verdict.Seeds).Select(c => result.Cells[c]).ToList();
        var faults = cells.Where(c => c.State is CellState.Failed or CellState.Blocked).Select(c => $"{c.Cell.Id}: {c.Problem}");
        return new ReproducedClaim(decided.Claim, decided.Verdict, gate, cells.Sum(c => c.Record?.Seconds ?? 0) / 60, [.. faults]);
    }

    private sealed class Silence : IRunObserver;
}
