using System.Text.Json;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace InverseRepro.Claims.Storing;

/// <summary>
/// One connection to a database file, used by one thread at a time. Every fault of SQLite leaves as a
/// <see cref="StoreException"/>, and a write that fails leaves the file as it was.
/// </summary>
internal sealed class SqliteFile : IDisposable
{
    /// <summary>Up to this size every page is checked when the store is opened (a quarter of a second at most).</summary>
    private const long QuickCheckBytes = 64L << 20;

    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly TimeSpan _busyTimeout;
    private readonly Lock _gate = new();

    private SqliteFile(SqliteConnection connection, string path, TimeSpan busyTimeout) =>
        (_connection, _path, _busyTimeout) = (connection, path, busyTimeout);

    /// <summary>Opens or creates the database and brings it to the latest schema.</summary>
    public static SqliteFile OpenForWriting(string path, TimeSpan busyTimeout)
    {
        CreateFolder(path);
        return Open(path, busyTimeout, () => Connect(path, SqliteOpenMode.ReadWriteCreate, busyTimeout), connection =>
        {
            StoreSchema.Check(connection, path); // before anything is changed
            connection.Execute("PRAGMA journal_mode = WAL");
            connection.Execute("PRAGMA synchronous = FULL"); // a recorded cell survives power loss
            StoreSchema.Migrate(connection, path, StoreSchema.Latest);
            return connection;
        });
    }

    /// <summary>Opens an existing database for reading, from a read-only place too; nothing is written there.</summary>
    public static SqliteFile OpenForReading(string path, TimeSpan busyTimeout)
    {
        if (!File.Exists(path))
            throw Directory.Exists(path) ? StoreFaults.IsFolder(path) : StoreFaults.Absent(path);
        return Open(path, busyTimeout, () => ConnectForReading(path, busyTimeout), connection =>
            StoreSchema.Check(connection, path) == StoreSchema.Latest ? connection : UpgradedCopy(connection, path));
    }

    /// <summary>Makes a finished database one plain file, without a log beside it, and checks every page and index.</summary>
    public static void Seal(string path)
    {
        using var file = Open(path, TimeSpan.Zero, () => Connect(path, SqliteOpenMode.ReadWrite, TimeSpan.Zero), connection =>
        {
            connection.Scalar<string>("PRAGMA journal_mode = DELETE");
            var finding = connection.Scalar<string>("PRAGMA integrity_check(1)");
            return finding == "ok" ? connection : throw StoreFaults.Corrupt(path, finding);
        });
    }

    /// <summary>Opens a database that nobody writes to any more: without locks, which network file systems do not keep.</summary>
    public static SqliteFile OpenSealed(string path) => !File.Exists(path) ? throw StoreFaults.Absent(path)
        : Open(path, TimeSpan.Zero, () => ConnectSealed(path, TimeSpan.Zero), connection =>
            StoreSchema.Check(connection, path) == StoreSchema.Latest ? connection : UpgradedCopy(connection, path));

    /// <summary>Reads in one snapshot.</summary>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        try
        {
            return Guarded("BEGIN", read);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidCastException or InvalidOperationException or OverflowException or JsonException)
        {
            throw StoreFaults.Corrupt(_path, e.Message); // a value that no version writes
        }
    }

    /// <summary>Writes in one transaction: all of it or nothing.</summary>
    public T Write<T>(Func<SqliteConnection, T> write) => Guarded("BEGIN IMMEDIATE", write);

    public void Dispose() => _connection.Dispose();

    private T Guarded<T>(string begin, Func<SqliteConnection, T> work)
    {
        lock (_gate)
        {
            try
            {
                return _connection.Transaction(begin, work);
            }
            catch (SqliteException fault)
            {
                throw StoreFaults.Explain(_path, fault, _busyTimeout);
            }
        }
    }

    private static SqliteFile Open(string path, TimeSpan busyTimeout, Func<SqliteConnection> connect,
        Func<SqliteConnection, SqliteConnection> prepare)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = connect();
            QuickCheck(connection, path);
            connection = prepare(connection);
            return new SqliteFile(connection, path, busyTimeout);
        }
        catch (Exception e)
        {
            connection?.Dispose();
            if (e is SqliteException fault)
                throw StoreFaults.Explain(path, fault, busyTimeout);
            throw;
        }
    }

    private static SqliteConnection Connect(string source, SqliteOpenMode mode, TimeSpan busyTimeout)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = Math.Max(1, (int)busyTimeout.TotalSeconds),
        }.ToString());
        try
        {
            connection.Open();
            connection.Execute($"PRAGMA busy_timeout = {(int)busyTimeout.TotalMilliseconds}");
            connection.Scalar<long>("PRAGMA schema_version"); // the first read: opens the log as well
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A write-ahead log needs a writable folder even to be read; without a log the file can be read as it lies.</summary>
    private static SqliteConnection ConnectForReading(string path, TimeSpan busyTimeout)
    {
        try
        {
            return Connect(path, SqliteOpenMode.ReadOnly, busyTimeout);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLITE_CANTOPEN or SQLITE_READONLY)
        {
            if (File.Exists(path + "-wal") && new FileInfo(path + "-wal").Length > 0)
                throw StoreFaults.UnmergedLog(path);
            return ConnectSealed(path, busyTimeout);
        }
    }

    private static SqliteConnection ConnectSealed(string path, TimeSpan busyTimeout)
    {
        var uri = string.Join('/', path.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
        return Connect($"file:{uri}?immutable=1", SqliteOpenMode.ReadOnly, busyTimeout);
    }

    private static SqliteConnection UpgradedCopy(SqliteConnection old, string path)
    {
        using (old)
        {
            var copy = Connect(":memory:", SqliteOpenMode.Memory, TimeSpan.Zero);
            old.BackupDatabase(copy);
            StoreSchema.Migrate(copy, path, StoreSchema.Latest);
            return copy;
        }
    }

    private static void QuickCheck(SqliteConnection connection, string path)
    {
        if (new FileInfo(path).Length > QuickCheckBytes)
            return;
        var finding = connection.Scalar<string>("PRAGMA quick_check(1)");
        if (finding != "ok")
            throw StoreFaults.Corrupt(path, finding);
    }

    private static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
            throw StoreFaults.IsFolder(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreFaults.NoFolder(path, e);
        }
    }
}
