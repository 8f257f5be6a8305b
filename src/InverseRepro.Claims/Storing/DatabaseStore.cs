using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Storing.Databases;
using InverseRepro.Claims.Storing.Rows;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Storing;

/// <summary>
/// The store in an SQL database. Safe for several threads and several processes: each write is one transaction, each read
/// one snapshot.
/// </summary>
public abstract class DatabaseStore : IStore
{
    private readonly StoreDatabase _database;
    private readonly TimeProvider _clock;

    private protected DatabaseStore(StoreDatabase database, TimeProvider clock) => (_database, _clock) = (database, clock);

    public long BeginRun(RunRecord run) => _database.Write(s => RunRows.Insert(s, run));

    public void EndRun(long run, string state) => _database.Write(s => RunRows.End(s, run, _clock.GetUtcNow(), state));

    public string UidOf(long run) => _database.Read(s => RunRows.Uid(s, run));

    public long? RunOf(string uid) => _database.Read(s => RunRows.ByUid(s, uid));

    public abstract IDisposable? TryClaim(string key);

    public void Record(long run, CellRecord cell) => _database.Write(s => CellRows.Insert(s, run, cell));

    public int Merge(string uid, RunRecord run, IReadOnlyCollection<CellRecord> cells) => _database.Write(s =>
    {
        var row = RunRows.Merge(s, uid, run);
        return cells.Count(cell => CellRows.Merge(s, row, cell));
    });

    public CellRecord? Find(string key) => _database.Read(s => CellRows.ByKey(s, key));

    public CellRecord? Latest(CellId cell) => _database.Read(s => CellRows.Latest(s, cell));

    public void Record(long run, Verdict verdict, IReadOnlyCollection<string>? keys = null) =>
        _database.Write(s => VerdictRows.Insert(s, run, verdict, keys ?? []));

    public void Record(RunRecord run, IReadOnlyCollection<(Verdict Verdict, IReadOnlyList<string> Keys)> decided) => _database.Write(s =>
    {
        var row = RunRows.Insert(s, run);
        foreach (var (verdict, keys) in decided)
            VerdictRows.Insert(s, row, verdict, keys);
        return row;
    });

    public IReadOnlyList<CellRecord> DecidedFrom(string claimId, Scale scale) => _database.Read(s => CellRows.OfNewestVerdict(s, claimId, scale));

    public IReadOnlyList<(RunRecord Run, Verdict Verdict)> Verdicts(string claimId, Scale scale) =>
        _database.Read(s => VerdictRows.Of(s, claimId, scale));

    public IReadOnlyList<DecidedRun> History(string claimId, Scale scale) => _database.Read(s => VerdictRows.WithCells(s, claimId, scale));

    public IReadOnlyList<RunRecord> Runs() => _database.Read(RunRows.All);

    public IReadOnlyList<CellRecord> Cells(long run) => _database.Read(s => CellRows.OfRun(s, run));

    public virtual void Dispose()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
    }
}
