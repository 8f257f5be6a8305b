using InverseRepro.Claims.Storing.Databases;

namespace InverseRepro.Claims.Storing;

/// <summary>
/// The store in one SQLite file. Processes on one machine may share it: writers wait for each other. Not for network file
/// systems, whose locks SQLite cannot rely on.
/// </summary>
public sealed class SqliteStore : DatabaseStore
{
    private static readonly TimeSpan DefaultBusyTimeout = TimeSpan.FromSeconds(30);

    private SqliteStore(SqliteFile file, TimeProvider clock, string path) : base(file, clock) => Path = path;

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

    /// <summary>By a lock file beside the database.</summary>
    public override IDisposable? TryClaim(string key) => FileLock.TryTake(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, "locks"), key);
}
