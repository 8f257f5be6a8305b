using InverseRepro.Claims.Deciding;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Storing;

/// <summary>
/// The store in one SQLite file. Safe for several threads, and for several processes on one machine: each write is one
/// transaction, and writers wait for each other. Not for network file systems, whose locks SQLite cannot rely on.
/// </summary>
public sealed class SqliteStore : IStore
{
    private static readonly TimeSpan DefaultBusyTimeout = TimeSpan.FromSeconds(30);

    private readonly SqliteFile _file;
    private readonly TimeProvider _clock;

    private SqliteStore(SqliteFile file, TimeProvider clock, string path) => (_file, _clock, Path) = (file, clock, path);

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <summary>Opens the store for writing; creates it where there is none, and upgrades an older one in place.</summary>
    /// <param name="busyTimeout">How long a write waits for another process's; half a minute where not given.</param>
    /// <exception cref="StoreException">Newer, locked, read-only, damaged, not a store, or no space left.</exception>
    public static SqliteStore Open(string path, TimeProvider clock, TimeSpan? busyTimeout = null)
    {
        var full = System.IO.Path.GetFullPath(path);
        return new SqliteStore(SqliteFile.OpenForWriting(full, busyTimeout ?? DefaultBusyTimeout), clock, full);
    }

    /// <summary>Opens an existing store for reading only. Works on read-only media; an older store is upgraded in memory.</summary>
    /// <exception cref="StoreException">Absent, newer, locked, damaged or not a store.</exception>
    public static SqliteStore OpenReadOnly(string path, TimeSpan? busyTimeout = null)
    {
        var full = System.IO.Path.GetFullPath(path);
        return new SqliteStore(SqliteFile.OpenForReading(full, busyTimeout ?? DefaultBusyTimeout), TimeProvider.System, full);
    }

    public long BeginRun(RunRecord run) => _file.Write(c => RunRows.Insert(c, run));

    public void EndRun(long run, string state) => _file.Write(c => RunRows.End(c, run, _clock.GetUtcNow(), state));

    public void Record(long run, CellRecord cell) => _file.Write(c => CellRows.Insert(c, run, cell));

    public int Merge(string uid, RunRecord run, IReadOnlyCollection<CellRecord> cells) => _file.Write(c =>
    {
        var row = RunRows.Merge(c, uid, run);
        return cells.Count(cell => CellRows.Merge(c, row, cell));
    });

    public CellRecord? Find(string key) => _file.Read(c => CellRows.ByKey(c, key, Path));

    public CellRecord? Latest(CellId cell) => _file.Read(c => CellRows.Latest(c, cell, Path));

    public void Record(long run, Verdict verdict, IReadOnlyCollection<string>? keys = null) =>
        _file.Write(c => VerdictRows.Insert(c, run, verdict, keys ?? []));

    public IReadOnlyList<CellRecord> DecidedFrom(string claimId, Scale scale) =>
        _file.Read(c => CellRows.OfNewestVerdict(c, claimId, scale, Path));

    public IReadOnlyList<(RunRecord Run, Verdict Verdict)> Verdicts(string claimId, Scale scale) =>
        _file.Read(c => VerdictRows.Of(c, claimId, scale));

    public IReadOnlyList<DecidedRun> History(string claimId, Scale scale) => _file.Read(c => VerdictRows.WithCells(c, claimId, scale, Path));

    public IReadOnlyList<RunRecord> Runs() => _file.Read(RunRows.All);

    public IReadOnlyList<CellRecord> Cells(long run) => _file.Read(c => CellRows.OfRun(c, run, Path));

    public void Dispose() => _file.Dispose();
}
