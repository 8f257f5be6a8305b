using InverseRepro.Claims.Storing.Databases;

namespace InverseRepro.Claims.Storing;

/// <summary>The store in a PostgreSQL database, which people on several machines may share and write to at once.</summary>
public sealed class PostgresStore : DatabaseStore
{
    private readonly PostgresClaims _claims;

    private PostgresStore(PostgresDatabase database, TimeProvider clock) : base(database, clock) => _claims = new PostgresClaims(database);

    /// <summary>Opens the store for writing; makes the tables where there are none, and upgrades older ones in place.</summary>
    /// <exception cref="StoreUnavailableException">The server does not answer or takes nothing for the moment.</exception>
    /// <exception cref="StoreException">Refused, no such database, of another program, or newer.</exception>
    public static PostgresStore Open(PostgresAddress address, TimeProvider clock) => new(PostgresDatabase.OpenForWriting(address), clock);

    /// <summary>Opens a record to read it; nothing is written.</summary>
    /// <exception cref="StoreException">As <see cref="Open"/>; also where there is no record yet, or an older one.</exception>
    public static PostgresStore OpenReadOnly(PostgresAddress address) => new(PostgresDatabase.OpenForReading(address), TimeProvider.System);

    /// <summary>By an advisory lock of a session, which the server releases when that ends.</summary>
    public override IDisposable? TryClaim(string key) => _claims.TryTake(key);

    public override void Dispose()
    {
        _claims.Dispose();
        base.Dispose();
    }
}
