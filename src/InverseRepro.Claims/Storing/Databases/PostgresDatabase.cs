using System.Net.Sockets;
using Npgsql;

namespace InverseRepro.Claims.Storing.Databases;

/// <summary>A pool of connections to a database, each used for one transaction at a time.</summary>
internal sealed class PostgresDatabase : StoreDatabase
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgresFaults _faults;

    private PostgresDatabase(NpgsqlDataSource source, PostgresFaults faults) : base(PostgresDialect.Instance, faults) => (_source, _faults) = (source, faults);

    /// <summary>Opens the database and brings it to the latest schema.</summary>
    public static PostgresDatabase OpenForWriting(PostgresAddress address) => Open(address, (sql, faults) => StoreSchema.Migrate(sql, faults));

    /// <summary>Opens a database that holds a record.</summary>
    public static PostgresDatabase OpenForReading(PostgresAddress address) => Open(address, (sql, faults) =>
    {
        var version = StoreSchema.Check(sql, faults);
        if (version < StoreSchema.Latest)
            throw version == 0 ? faults.Absent() : faults.Older(version);
    });

    /// <summary>Whether a database holds a record of any version.</summary>
    public static bool HoldsRecord(PostgresAddress address)
    {
        var version = 0;
        Open(address, (sql, faults) => version = StoreSchema.Check(sql, faults)).Dispose();
        return version > 0;
    }

    /// <summary>A connection of one's own.</summary>
    public NpgsqlConnection Connect() => Explained(_source.OpenConnection);

    /// <summary>Work on a connection, its errors explained.</summary>
    public T Explained<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (NpgsqlException fault)
        {
            throw _faults.Explain(fault);
        }
        catch (Exception fault) when (fault is SocketException or TimeoutException or IOException)
        {
            throw _faults.Unreachable(fault);
        }
    }

    public override void Dispose() => _source.Dispose();

    protected override T Guarded<T>(string begin, Func<SqlSession, T> work) => Explained(() =>
    {
        var begun = false;
        using (var connection = _source.OpenConnection())
        {
            try
            {
                return Session(connection).Transaction(begin, sql =>
                {
                    begun = true;
                    return work(sql);
                });
            }
            catch (NpgsqlException) when (!begun)
            {
                _source.Clear(); // it lay in the pool while the server was away
            }
        }
        using var fresh = _source.OpenConnection();
        return Session(fresh).Transaction(begin, work);
    });

    private static SqlSession Session(NpgsqlConnection connection) => new(connection, PostgresDialect.Instance);

    private static PostgresDatabase Open(PostgresAddress address, Action<SqlSession, PostgresFaults> prepare)
    {
        var database = new PostgresDatabase(NpgsqlDataSource.Create(address.ConnectionString), new PostgresFaults(address));
        try
        {
            using var connection = database.Connect();
            var sql = Session(connection);
            if (database.Explained(() => sql.Scalar<string>("SELECT coalesce(current_schema(), '')")).Length == 0)
                throw database._faults.NoSchema();
            database.Explained(() =>
            {
                prepare(sql, database._faults);
                return true;
            });
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
