using System.Data.Common;
using InverseRepro.Claims.Storing.Databases;
using Npgsql;

namespace InverseRepro.Claims.Storing;

/// <summary>The record in a PostgreSQL database.</summary>
public sealed class PostgresAddress : StoreAddress
{
    // Those of the connection string come later and win. No Kerberos library is asked for unless wanted.
    private const string Defaults = "Timeout=5;TCP Keepalive=true;Application Name=repro;GSS Encryption Mode=Disable;";

    private const string Form = "write \"Host=…;Database=…;Username=…\" with Npgsql's keywords, values that hold ';' in quotes, and leave the password to PGPASSWORD or ~/.pgpass";

    private readonly NpgsqlConnectionStringBuilder _parts;
    private readonly string _shown;

    /// <exception cref="StoreException">No connection string of Npgsql, or without host or database; the message does not repeat it.</exception>
    public PostgresAddress(string text)
    {
        try
        {
            _parts = new NpgsqlConnectionStringBuilder(Defaults + text);
            var shown = new NpgsqlConnectionStringBuilder(text);
            shown.Remove("Password");
            shown.Remove("SSL Password");
            _shown = shown.ConnectionString;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException or DbException)
        {
            throw new StoreException($"no PostgreSQL connection string{Unknown(text)}; {Form}"); // its message could hold a piece of a password
        }
        if (string.IsNullOrEmpty(_parts.Host) || string.IsNullOrEmpty(_parts.Database))
            throw new StoreException($"the connection string names no {(string.IsNullOrEmpty(_parts.Host) ? "host" : "database")}; {Form}");
    }

    public string Database => _parts.Database!;

    /// <summary>Who connects; Npgsql takes the name of the system's user where none is given.</summary>
    public string User => _parts.Username ?? Environment.UserName;

    /// <summary>With the password, for Npgsql alone.</summary>
    internal string ConnectionString => _parts.ConnectionString;

    /// <summary>As <see cref="ToString"/>; of a text that cannot be read, only what it was meant to be.</summary>
    internal static new string Presentable(string text)
    {
        try
        {
            return new PostgresAddress(text).ToString();
        }
        catch (StoreException)
        {
            return "Host=…";
        }
    }

    public override string ArtefactFolder(string otherwise) => otherwise;

    public override bool HoldsRecord() => PostgresDatabase.HoldsRecord(this);

    public override IStore Open(TimeProvider clock) => PostgresStore.Open(this, clock);

    public override IStore OpenReadOnly() => PostgresStore.OpenReadOnly(this);

    /// <summary>The connection string as it was given, less its passwords: it leads there again where those are known.</summary>
    public override string ToString() => _shown;

    /// <summary>The first keyword that means nothing, where no password could be taken for one.</summary>
    private static string Unknown(string text)
    {
        if (HasPassword(text))
            return "";
        var known = new NpgsqlConnectionStringBuilder();
        var keyword = text.Split(';').Select(p => p.Split('=')[0].Trim()).FirstOrDefault(k => k.Length > 0 && !known.ContainsKey(k));
        return keyword is null ? "" : $" ('{keyword}' is no keyword)";
    }

    private static bool HasPassword(string text) =>
        new[] { "pass", "pwd", "psw", "://" }.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
