using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace InverseRepro.Claims.Storing;

/// <summary>Says in a user's words what SQLite's result codes mean for a store.</summary>
internal static class StoreFaults
{
    /// <summary>The shared-memory index could not grow: how a full disk looks from there.</summary>
    private const int ShmSize = SQLITE_IOERR | (19 << 8), Write = SQLITE_IOERR | (3 << 8);

    private const string Elsewhere = "or choose another store with --store";

    public static StoreException Explain(string path, SqliteException fault, TimeSpan busyTimeout) => new(At(path,
        fault.SqliteErrorCode switch
        {
            SQLITE_BUSY or SQLITE_LOCKED =>
                $"locked by another process for more than {busyTimeout.TotalSeconds:0} s; let it finish and try again; nothing was written",
            SQLITE_READONLY or SQLITE_PERM or SQLITE_CANTOPEN or SQLITE_AUTH =>
                $"the file or its folder is read-only, or permission is missing; make it writable {Elsewhere}; what it holds is intact",
            SQLITE_NOTADB => $"not an SQLite database; nothing was changed; move the file away {Elsewhere}",
            SQLITE_CORRUPT => Damaged(fault.Message),
            SQLITE_FULL => Full,
            SQLITE_IOERR when fault.SqliteExtendedErrorCode is ShmSize or Write => Full,
            _ => $"SQLite failed with code {fault.SqliteExtendedErrorCode} ({fault.Message}); nothing was written",
        }), fault);

    public static StoreException Newer(string path, long version, int known) => new(At(path,
        $"written by a newer version (schema {version}, this one knows {known}); update InverseRepro {Elsewhere}; nothing was changed"));

    public static StoreException Foreign(string path) => new(At(path,
        $"an SQLite database of another program; nothing was changed; move the file away {Elsewhere}"));

    public static StoreException Corrupt(string path, string finding) => new(At(path, Damaged(finding)));

    public static StoreException Absent(string path) => new(At(path, "does not exist; record a run first: repro run"));

    public static StoreException IsFolder(string path) => new(At(path, $"a folder, not a file; name a file in it {Elsewhere}"));

    public static StoreException NoFolder(string path, Exception cause) => new(At(path,
        $"its folder cannot be created ({cause.Message}); create it {Elsewhere}"), cause);

    public static StoreException UnmergedLog(string path) => new(At(path,
        $"its last writes are still in '{path}-wal', which cannot be read from a read-only place; copy both files to a writable folder and open the copy"));

    public static StoreException NoShard(string path) => new(At(path, "no shard: it does not hold one run with one cell; move it away"));

    private const string Full =
        "no space left on the disk; free some and start again: what was recorded before is intact and the run resumes from there";

    private static string Damaged(string finding) =>
        $"damaged ({finding.ReplaceLineEndings(" ").TrimEnd('.')}); nothing was changed; restore a copy, or move it away and run again";

    private static string At(string path, string what) => $"store '{path}': {what}";
}
