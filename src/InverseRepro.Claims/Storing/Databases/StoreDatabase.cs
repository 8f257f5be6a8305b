using System.Text.Json;

namespace InverseRepro.Claims.Storing.Databases;

/// <summary>
/// A database that holds a store. Every fault of it leaves as a <see cref="StoreException"/>, and a write that fails leaves
/// it as it was.
/// </summary>
internal abstract class StoreDatabase(Dialect dialect, StoreFaults faults) : IDisposable
{
    /// <summary>Reads in one snapshot.</summary>
    public T Read<T>(Func<SqlSession, T> read)
    {
        try
        {
            return Guarded(dialect.BeginRead, read);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidCastException or InvalidOperationException or OverflowException or JsonException)
        {
            throw faults.Corrupt(e.Message); // a value that no version writes
        }
    }

    /// <summary>Writes in one transaction: all of it or nothing.</summary>
    public T Write<T>(Func<SqlSession, T> write) => Guarded(dialect.BeginWrite, write);

    public abstract void Dispose();

    /// <summary>Runs a transaction and explains what goes wrong.</summary>
    protected abstract T Guarded<T>(string begin, Func<SqlSession, T> work);
}
