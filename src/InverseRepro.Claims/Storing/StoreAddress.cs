using System.Text.RegularExpressions;

namespace InverseRepro.Claims.Storing;

/// <summary>Where a record is: an SQLite file or a PostgreSQL database. Its text never holds a password.</summary>
public abstract partial class StoreAddress
{
    /// <summary>A connection string (<c>Host=…;Database=…</c>), or else a file, relative to <paramref name="directory"/>.</summary>
    /// <exception cref="StoreException">It is neither; the message does not repeat a connection string.</exception>
    public static StoreAddress Parse(string text, string directory) => IsConnectionString(text) ? new PostgresAddress(text) : new SqliteAddress(text, directory);

    /// <summary>What may be shown and recorded of a word of the command line: without the password where it is a connection string.</summary>
    public static string Presentable(string text) => IsConnectionString(text) ? PostgresAddress.Presentable(text) : text;

    /// <summary>The folder of the artefacts where no other is named.</summary>
    /// <param name="otherwise">For a database that lies in no folder.</param>
    public abstract string ArtefactFolder(string otherwise);

    /// <summary>Whether there is a record.</summary>
    /// <exception cref="StoreException">That cannot be found out.</exception>
    public abstract bool HoldsRecord();

    /// <summary>Opens the store for writing, made or upgraded where needed.</summary>
    /// <exception cref="StoreException">It cannot be used.</exception>
    public abstract IStore Open(TimeProvider clock);

    /// <summary>Opens an existing store for reading only.</summary>
    /// <exception cref="StoreException">It is absent or cannot be used.</exception>
    public abstract IStore OpenReadOnly();

    private static bool IsConnectionString(string text) => ConnectionString().IsMatch(text);

    [GeneratedRegex(@"^\s*postgres(ql)?://|(^|;)\s*(host|server|port|database|db|username|user ?id|user ?name|uid|password|pwd|psw)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionString();
}
