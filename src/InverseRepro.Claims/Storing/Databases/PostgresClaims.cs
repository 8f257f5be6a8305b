using Npgsql;

namespace InverseRepro.Claims.Storing.Databases;

/// <summary>
/// Claims on cells as advisory locks, all in one session. When the session is lost the server releases them; the next claim
/// takes those back that are still held here.
/// </summary>
internal sealed class PostgresClaims(PostgresDatabase database) : IDisposable
{
    // Stores in other schemas of the same database have claims of their own.
    private const string Number = "(hashtextextended(current_schema() || $1, 0))";

    private readonly Lock _gate = new();
    private readonly HashSet<string> _held = [];
    private NpgsqlConnection? _connection;

    public IDisposable? TryTake(string key)
    {
        lock (_gate)
        {
            if (_held.Contains(key))
                return null; // the session itself could take it twice
            Connect();
            if (!InSession(sql => Lock(sql, key)))
                return null;
            _held.Add(key);
            return new Claim(this, key);
        }
    }

    public void Dispose() => _connection?.Dispose();

    private void Connect()
    {
        if (_connection is not null)
            return;
        _connection = database.Connect();
        foreach (var key in _held)
            InSession(sql => Lock(sql, key));
    }

    private void Release(string key)
    {
        lock (_gate)
        {
            _held.Remove(key);
            try
            {
                if (_connection is not null)
                    InSession(sql => sql.Scalar<bool>($"SELECT pg_advisory_unlock{Number}", key));
            }
            catch (StoreException)
            {
                // The session is gone, and the lock with it.
            }
        }
    }

    private T InSession<T>(Func<SqlSession, T> work)
    {
        try
        {
            return database.Explained(() => work(new SqlSession(_connection!, PostgresDialect.Instance)));
        }
        catch (StoreException)
        {
            _connection!.Dispose();
            _connection = null;
            throw;
        }
    }

    private static bool Lock(SqlSession sql, string key) => sql.Scalar<bool>($"SELECT pg_try_advisory_lock{Number}", key);

    private sealed class Claim(PostgresClaims claims, string key) : IDisposable
    {
        public void Dispose() => claims.Release(key);
    }
}
