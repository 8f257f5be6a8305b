using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace InverseRepro.Claims.Storing.Databases;

/// <summary>What the errors of PostgreSQL and of the way to it mean. Passwords are in none of them.</summary>
internal sealed class PostgresFaults(PostgresAddress address) : StoreFaults(address.ToString())
{
    /// <summary>Classes of SQLSTATE that pass: connection, conflict with another transaction, resources, operator, system.</summary>
    private static readonly string[] Passing = ["08", "40", "53", "57", "58"];

    private const string ReadOnlyServer = "25006";

    public override StoreException Explain(DbException fault) => fault is PostgresException answer ? Explain(answer) : Unreachable(fault);

    /// <summary>No answer: refused, cut off, too slow, or a name that means nothing.</summary>
    public StoreException Unreachable(Exception fault)
    {
        var cause = fault.GetBaseException() is SocketException or TimeoutException or IOException ? fault.GetBaseException() : fault;
        if (fault is NpgsqlException && fault.Message.StartsWith("No password has been provided", StringComparison.Ordinal))
            return Refused(fault);
        return Away($"cannot be reached ({Plain(cause.Message)}); start the server, or check Host and Port", fault);
    }

    public override StoreException Foreign() =>
        Fault("holds tables of another program; nothing was changed; make a database of its own (createdb), or name an empty schema with \"Search Path=…\"");

    public override StoreException Corrupt(string finding) =>
        Fault($"damaged ({Plain(finding)}); nothing was changed; restore a backup {Elsewhere}");

    public StoreException Absent() => Fault("holds no record yet; record a run first: repro run");

    public StoreException Older(int version) =>
        Fault($"written by an older version (schema {version}, this one needs {StoreSchema.Latest}); repro run upgrades it");

    public StoreException NoSchema() => Fault("there is no schema to put tables in; create it (CREATE SCHEMA …), or name another with \"Search Path=…\"");

    private StoreException Explain(PostgresException fault) => fault.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => Refused(fault),
        PostgresErrorCodes.InvalidCatalogName => Fault($"there is no database '{address.Database}'; create it (createdb), or name another with \"Database=…\"", fault),
        PostgresErrorCodes.InsufficientPrivilege =>
            Fault($"the user lacks a right ({Plain(fault.MessageText)}); grant it, or connect as the owner of the tables", fault),
        ReadOnlyServer => Away("takes no writes (the server or the connection is read-only); name the primary server", fault),
        { Length: 5 } state when Passing.Contains(state[..2]) => Away($"takes nothing for the moment ({Plain(fault.MessageText)})", fault),
        var state => Fault($"PostgreSQL failed with code {state} ({Plain(fault.MessageText)}); nothing was written", fault),
    };

    private StoreException Refused(Exception fault) => Fault(
        $"user '{address.User}' was refused ({Plain((fault as PostgresException)?.MessageText ?? fault.Message)}); give the password in PGPASSWORD or ~/.pgpass, or check pg_hba.conf", fault);

    private StoreUnavailableException Away(string what, Exception cause) => new(Line(what), cause);

    private static string Plain(string message) => message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
