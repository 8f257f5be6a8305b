using System.Data.Common;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace InverseRepro.Claims.Storing.Databases;

/// <summary>What SQLite's result codes mean for a store in a file.</summary>
/// <param name="shard">Whether it is what an attempt at a cell left, of which there may be another.</param>
internal sealed class SqliteFaults(string path, TimeSpan busyTimeout, bool shard = false) : StoreFaults(path, shard ? "shard" : "store")
{
    /// <summary>The shared-memory index could not grow: how a full disk looks from there.</summary>
    private const int ShmSize = SQLITE_IOERR | (19 << 8), Write = SQLITE_IOERR | (3 << 8);

    private const string Full =
        "no space left on the disk; free some and start again: what was recorded before is intact and the run resumes from there";

    public override StoreException Explain(DbException fault) => Explain((SqliteException)fault);

    private StoreException Explain(SqliteException fault) => Fault(
        fault.SqliteErrorCode switch
        {
            SQLITE_BUSY or SQLITE_LOCKED =>
                $"locked by another process for more than {busyTimeout.TotalSeconds:0} s; let it finish and try again; nothing was written",
            SQLITE_READONLY or SQLITE_PERM or SQLITE_CANTOPEN or SQLITE_AUTH =>
                $"the file or its folder is read-only, or permission is missing; make it writable {Elsewhere}; what it holds is intact",
            SQLITE_NOTADB => $"not an SQLite database; {Remedy($"move the file away {Elsewhere}")}",
            SQLITE_CORRUPT => Damaged(fault.Message),
            SQLITE_FULL => Full,
            SQLITE_IOERR when fault.SqliteExtendedErrorCode is ShmSize or Write => Full,
            _ => $"SQLite failed with code {fault.SqliteExtendedErrorCode} ({fault.Message}); nothing was written",
        }, fault);

    public override StoreException Foreign() =>
        Fault($"an SQLite database of another program; {Remedy($"move the file away {Elsewhere}")}");

    public override StoreException Corrupt(string finding) => Fault(Damaged(finding));

    public StoreException Absent() => Fault("does not exist; record a run first: repro run");

    public StoreException IsFolder() => Fault($"a folder, not a file; name a file in it {Elsewhere}");

    public StoreException NoFolder(Exception cause) => Fault($"its folder cannot be created ({cause.Message}); create it {Elsewhere}", cause);

    public StoreException UnmergedLog() =>
        Fault($"its last writes are still in '{Store}-wal', which cannot be read from a read-only place; copy both files to a writable folder and open the copy");

    public StoreException NoShard() => Fault($"it does not hold one run with one cell; {Remedy("")}");

    private string Damaged(string finding) =>
        $"damaged ({finding.ReplaceLineEndings(" ").TrimEnd('.')}); {Remedy("restore a copy, or move it away and run again")}";

    private string Remedy(string ofStore) => shard ? "move it away; where no other attempt at its cell is whole, run that again" : $"nothing was changed; {ofStore}";
}
