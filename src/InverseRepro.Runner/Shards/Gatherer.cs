using System.Security.Cryptography;
using System.Text;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Claims.Storing.Shards;
using InverseRepro.Experiments;
using InverseRepro.Runner.Frozen;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Runner.Shards;

/// <summary>
/// Merges the shards of a plan into a store, as its single writer, and decides the plan's claims. Doing it again changes
/// nothing; doing it early leaves the rest for later.
/// </summary>
/// <param name="artefacts">Beside the store.</param>
/// <param name="here">Who gathers, where.</param>
public sealed class Gatherer(PlanFolder folder, IStore store, ArtefactStore artefacts, RunRecord here, TimeProvider clock)
{
    private const int LogLines = 5;

    private readonly FrozenPlan _plan = folder.Plan;
    private readonly Dictionary<CellId, CellResult> _results = [];
    private readonly Dictionary<string, (RunRecord Run, List<CellRecord> Cells)> _runs = [];
    private readonly List<GatheredCell> _missing = [], _failed = [], _alarms = [];
    private readonly List<string> _damaged = [];
    private readonly AttemptLogs _logs = new(folder);
    private int _twins;

    /// <param name="claims">Must be, for the plan's claims, what they were when it was frozen.</param>
    /// <param name="final">No attempt comes any more: a cell without a shard counts as failed.</param>
    /// <exception cref="RunnerException">A claim has changed.</exception>
    /// <exception cref="StoreException">The store does not take the cells.</exception>
    public GatherResult Gather(IReadOnlyList<Claim> claims, bool final)
    {
        var chosen = _plan.Claims.Select(c => Unchanged(c, claims)).ToList();
        var shards = ReadShards().ToLookup(s => s.Cell.Id);
        foreach (var cell in _plan.Cells.OrderBy(c => c.State == PlannedState.ToRun).ThenBy(c => c.Index)) // required ones first
            _results[cell.Id] = cell.State == PlannedState.NotMeasurable
                ? Result(cell, CellState.NotMeasurable, null, cell.Reason)
                : Settle(cell, [.. shards[cell.Id]], final);
        var merged = _runs.Sum(run => store.Merge(run.Key, run.Value.Run with { Ended = run.Value.Cells.Max(c => c.Finished) }, run.Value.Cells));
        return new GatherResult(_results, merged, _twins, _missing, _failed, _alarms, _damaged, Decide(chosen));
    }

    private Claim Unchanged(FrozenClaim frozen, IReadOnlyList<Claim> claims)
    {
        var claim = claims.FirstOrDefault(c => c.Id == frozen.Id)
            ?? throw new RunnerException($"plan {_plan.Id} is for the claim '{frozen.Id}', which there is not any more; {Remedy}");
        var hash = claim.Scales.ContainsKey(_plan.Scale) ? RuleHash.Of(claim, _plan.Scale) : "none";
        return hash == frozen.RuleHash ? claim : throw new RunnerException(
            $"claim '{frozen.Id}' has another rule (hash {hash[..Math.Min(8, hash.Length)]}) than when plan {_plan.Id} was frozen ({frozen.RuleHash[..8]}): its rule, margins, gates, controls or seeds were changed; {Remedy}");
    }

    private string Remedy => $"gather with the claims it was frozen with (--repo {Path.Combine(Path.GetDirectoryName(folder.Path)!, "builds", _plan.Build)}), or submit anew";

    private List<Shard> ReadShards()
    {
        var read = folder.Shards.Files().AsParallel().AsOrdered().Select(f => Read(f.Index, f.File)).ToList();
        _damaged.AddRange(read.Select(r => r.Problem).OfType<string>());
        return [.. read.Select(r => r.Shard).OfType<Shard>()];
    }

    private (Shard? Shard, string? Problem) Read(int index, string file)
    {
        try
        {
            var shard = ShardFolder.Read(file);
            return shard.Plan != _plan.Id ? (null, $"shard '{file}': of plan {shard.Plan}, not of {_plan.Id}; left alone")
                : index >= _plan.Cells.Count || _plan.Cells[index].Id != shard.Cell.Id || _plan.Cells[index].Key != shard.Cell.Key
                    ? (null, $"shard '{file}': its cell, {shard.Cell.Id}, is not cell {index} of the plan; left alone")
                    : (shard, null);
        }
        catch (StoreException damage)
        {
            return (null, damage.Message);
        }
    }

    private CellResult Settle(FrozenCell cell, List<Shard> shards, bool final)
    {
        var stored = store.Find(cell.Key!) is { } found && artefacts.IsIntact(found) ? found : null;
        var measured = shards.Where(s => s.Cell.Succeeded).ToList();
        if (Agreement.Difference([.. measured.Select(s => (Path.GetFileName(s.File), s.Cell)), .. Stored(stored)]) is { } difference)
            return Disagree(cell, measured[0], $"two attempts disagree: {difference}");
        _twins += Math.Max(0, measured.Count - 1);
        if (stored is not null)
            return Result(cell, CellState.Measured, stored, null);
        foreach (var shard in measured)
        {
            if (Take(shard) is { } record)
                return Result(cell, CellState.Measured, record, null);
        }
        return shards.FindLast(s => !s.Cell.Succeeded) is { } failure ? Fail(cell, failure) : Miss(cell, final);
    }

    private static IEnumerable<(string, CellRecord)> Stored(CellRecord? stored) => stored is null ? [] : [("the store", stored)];

    private CellRecord? Take(Shard shard)
    {
        try
        {
            var record = ArtefactTransfer.Take(shard.Cell, folder.Artefacts, artefacts, shard.Cell.Key);
            Queue(shard.Run, record);
            return record;
        }
        catch (StoreException damage)
        {
            _damaged.Add($"shard '{shard.File}': {damage.Message}");
            return null;
        }
    }

    // Recorded as a failure, so that the finding stays and no number of either is ever taken for a result.
    private CellResult Disagree(FrozenCell cell, Shard first, string problem)
    {
        _alarms.Add(new GatheredCell(cell, problem, []));
        var record = first.Cell with { Succeeded = false, Failure = problem, Measurements = [], Artefacts = [] };
        Queue(first.Run, record);
        return Result(cell, CellState.Failed, record, problem);
    }

    private CellResult Fail(FrozenCell cell, Shard shard)
    {
        var lines = shard.Cell.Failure!.Split('\n');
        _failed.Add(new GatheredCell(cell, lines[0], [.. lines.Skip(1).TakeLast(LogLines)]));
        Queue(shard.Run, shard.Cell);
        return Result(cell, CellState.Failed, shard.Cell, lines[0]);
    }

    private CellResult Miss(FrozenCell cell, bool final)
    {
        var broken = cell.Requires.Select(r => _plan.Cells[r].Id).FirstOrDefault(r => _results[r].State is not (CellState.Measured or CellState.Interrupted));
        var log = _logs.Tail(cell.Index, LogLines);
        var problem = broken is not null ? $"it requires {broken}, which has no measurements"
            : cell.State == PlannedState.Stored ? "it was in the record when the plan was frozen, and is not in this one; gather into that store, or measure it: repro run"
            : !final ? "no attempt has delivered yet"
            : log.Count == 0 ? "no attempt delivered, and there is no log" : $"no attempt delivered; the log ends in: {log[^1]}";
        _missing.Add(new GatheredCell(cell, problem, log));
        return Result(cell, broken is not null ? CellState.Blocked : final || cell.State == PlannedState.Stored ? CellState.Failed : CellState.Interrupted, null, problem);
    }

    private static CellResult Result(FrozenCell cell, CellState state, CellRecord? record, string? problem) =>
        new(new PlannedCell(cell.Id, cell.Key, record?.SettingsJson ?? "", [], cell.State, cell.Reason, record), state, record, problem);

    /// <summary>Cells of one plan from machines of one kind make one run.</summary>
    private void Queue(RunRecord run, CellRecord record)
    {
        var where = string.Join('\n', run.Host, run.Engine, run.DeviceClass, run.Device, run.Runtime);
        var uid = $"{_plan.Id}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(where)))[..12]}";
        if (!_runs.TryGetValue(uid, out var cells))
            _runs[uid] = cells = (run, []);
        cells.Cells.Add(record);
    }

    private List<DecidedClaim> Decide(IEnumerable<Claim> claims)
    {
        var started = clock.GetUtcNow();
        var judgement = new Judgement(_plan.Scale, _plan.Seeds);
        var decided = claims.Select(c => (Claim: c, Verdict: judgement.Decide(c, _results))).Where(d => d.Verdict is not null)
            .Select(d => new DecidedClaim(d.Claim, d.Verdict!)).ToList();
        var news = decided.Select(d => (d.Verdict, Keys: KeysOf(judgement.CellsOf(d.Claim)))).Where(d => IsNews(d.Verdict, d.Keys)).ToList();
        if (news.Count > 0)
        {
            store.Record(here with
            {
                Commit = _plan.Run.Commit,
                Dirty = _plan.Run.Dirty,
                Engine = _plan.Run.Engine,
                Device = _plan.Run.Device,
                DeviceClass = _plan.Run.DeviceClass,
                Started = started,
                Ended = clock.GetUtcNow(),
                State = "finished",
            }, news);
        }
        return decided;
    }

    private IReadOnlyList<string> KeysOf(IEnumerable<CellId> cells) =>
        [.. cells.Select(c => _results[c]).Where(c => c.State == CellState.Measured).Select(c => c.Record!.Key)];

    // A verdict follows from its rule and its cells: with the same of both, it is recorded already.
    private bool IsNews(Claims.Deciding.Verdict verdict, IReadOnlyList<string> keys) =>
        store.Verdicts(verdict.ClaimId, verdict.Scale) is not [var (_, latest), ..]
        || latest.RuleHash != verdict.RuleHash || latest.Outcome != verdict.Outcome || latest.Reason != verdict.Reason
        || !store.DecidedFrom(verdict.ClaimId, verdict.Scale).Select(c => c.Key).ToHashSet().SetEquals(keys);
}
