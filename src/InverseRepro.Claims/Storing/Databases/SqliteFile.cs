using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace InverseRepro.Claims.Storing.Databases;

/// <summary>One connection to a database file, used by one thread at a time.</summary>
internal sealed class SqliteFile : StoreDatabase
{
    /// <summary>Up to this size every page is checked when the store is opened (a quarter of a second at most).</summary>
    private const long QuickCheckBytes = 64L << 20;

    private readonly SqliteConnection _connection;
    private readonly SqliteFaults _faults;
    private readonly Lock _gate = new();

    private SqliteFile(SqliteConnection connection, SqliteFaults faults) : base(SqliteDialect.Instance, faults) =>
        (_connection, _faults) = (connection, faults);

    /// <summary>Opens or creates the database and brings it to the latest schema.</summary>
    public static SqliteFile OpenForWriting(string path, TimeSpan busyTimeout)
    {
        var faults = new SqliteFaults(path, busyTimeout);
        CreateFolder(path, faults);
        return Open(path, faults, () => Connect(path, SqliteOpenMode.ReadWriteCreate, busyTimeout), connection =>
        {
            var sql = Session(connection);
            StoreSchema.Check(sql, faults); // before anything is changed
            sql.Execute("PRAGMA journal_mode = WAL");
            sql.Execute("PRAGMA synchronous = FULL"); // a recorded cell survives power loss
            StoreSchema.Migrate(sql, faults);
            return connection;
        });
    }

    /// <summary>Opens an existing database for reading, from a read-only place too; nothing is written there.</summary>
    public static SqliteFile OpenForReading(string path, TimeSpan busyTimeout)
    {
        var faults = new SqliteFaults(path, busyTimeout);
        if (!File.Exists(path))
            throw Directory.Exists(path) ? faults.IsFolder() : faults.Absent();
        return Open(path, faults, () => ConnectForReading(path, busyTimeout, faults), connection =>
            StoreSchema.Check(Session(connection), faults) == StoreSchema.Latest ? connection : UpgradedCopy(connection, faults));
    }

    /// <summary>Makes a finished database one plain file, without a log beside it, and checks every page and index.</summary>
    public static void Seal(string path)
    {
        var faults = new SqliteFaults(path, TimeSpan.Zero);
        using var file = Open(path, faults, () => Connect(path, SqliteOpenMode.ReadWrite, TimeSpan.Zero), connection =>
        {
            var sql = Session(connection);
            sql.Scalar<string>("PRAGMA journal_mode = DELETE");
            sql.Execute("PRAGMA page_size = 1024"); // a few rows in many tables: small pages make a quarter of the file
            sql.Execute("VACUUM");
            var finding = sql.Scalar<string>("PRAGMA integrity_check(1)");
            return finding == "ok" ? connection : throw faults.Corrupt(finding);
        });
    }

    /// <summary>Opens a database that nobody writes to any more: without locks, which network file systems do not keep.</summary>
    public static SqliteFile OpenSealed(string path)
    {
        var faults = new SqliteFaults(path, TimeSpan.Zero, shard: true);
        return !File.Exists(path) ? throw faults.Absent() : Open(path, faults, () => ConnectSealed(path, TimeSpan.Zero), connection =>
            StoreSchema.Check(Session(connection), faults) == StoreSchema.Latest ? connection : UpgradedCopy(connection, faults));
    }

    public override void Dispose() => _connection.Dispose();

    protected override T Guarded<T>(string begin, Func<SqlSession, T> work)
    {
        lock (_gate)
        {
            try
            {
                return Session(_connection).Transaction(begin, work);
            }
            catch (SqliteException fault)
            {
                throw _faults.Explain(fault);
            }
        }
    }

    private static SqlSession Session(SqliteConnection connection) => new(connection, SqliteDialect.Instance);

    private static SqliteFile Open(string path, SqliteFaults faults, Func<SqliteConnection> connect,
        Func<SqliteConnection, SqliteConnection> prepare)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = connect();
            QuickCheck(connection, path, faults);
            connection = prepare(connection);
            return new SqliteFile(connection, faults);
        }
        catch (Exception e)
        {
            connection?.Dispose();
            if (e is SqliteException fault)
                throw faults.Explain(fault);
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
            var sql = Session(connection);
            sql.Execute($"PRAGMA busy_timeout = {(int)busyTimeout.TotalMilliseconds}");
            sql.Scalar<long>("PRAGMA schema_version"); // the first read: opens the log as well
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A write-ahead log needs a writable folder even to be read; without a log the file can be read as it lies.</summary>
    private static SqliteConnection ConnectForReading(string path, TimeSpan busyTimeout, SqliteFaults faults)
    {
        try
        {
            return Connect(path, SqliteOpenMode.ReadOnly, busyTimeout);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLITE_CANTOPEN or SQLITE_READONLY)
        {
            if (File.Exists(path + "-wal") && new FileInfo(path + "-wal").Length > 0)
                throw faults.UnmergedLog();
            return ConnectSealed(path, busyTimeout);
        }
    }

    private static SqliteConnection ConnectSealed(string path, TimeSpan busyTimeout)
    {
        var uri = string.Join('/', path.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
        return Connect($"file:{uri}?immutable=1", SqliteOpenMode.ReadOnly, busyTimeout);
    }

    private static SqliteConnection UpgradedCopy(SqliteConnection old, SqliteFaults faults)
    {
        using (old)
        {
            var copy = Connect(":memory:", SqliteOpenMode.Memory, TimeSpan.Zero);
            old.BackupDatabase(copy);
            StoreSchema.Migrate(Session(copy), faults);
            return copy;
        }
    }

    private static void QuickCheck(SqliteConnection connection, string path, SqliteFaults faults)
    {
        if (new FileInfo(path).Length > QuickCheckBytes)
            return;
        var finding = Session(connection).Scalar<string>("PRAGMA quick_check(1)");
        if (finding != "ok")
            throw faults.Corrupt(finding);
    }

    private static void CreateFolder(string path, SqliteFaults faults)
    {
        if (Directory.Exists(path))
            throw faults.IsFolder();
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw faults.NoFolder(e);
        }
    }
}
