using System.Diagnostics;
using System.Globalization;
using InverseRepro.Claims.Storing;
using Npgsql;

namespace InverseRepro.Tests;

/// <summary>
/// A PostgreSQL server of this process in a scratch folder, reached through a socket there. It does not run as root, so for
/// root it runs as the user postgres or nobody. Where PostgreSQL is not installed the test is skipped.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    public const string Owner = "owner", Guest = "guest", GuestPassword = "open=sesame; please";

    private static readonly Lazy<PostgresServer> SharedServer = new(() => new PostgresServer());

    // However this process ends: test hosts are killed when they take their time.
    private const string CleanUp = """
        exec >/dev/null 2>&1 </dev/null
        while kill -0 "$0"; do sleep 1; done
        [ -e "$1/data/postmaster.pid" ] && kill -QUIT "$(head -n 1 "$1/data/postmaster.pid")" && sleep 1
        rm -rf "$1"
        """;

    private readonly string _programs;
    private readonly string _folder = Directory.CreateTempSubdirectory("inverserepro-pg-").FullName;
    private int _databases;

    public PostgresServer()
    {
        _programs = Programs()!;
        Process.Start("setsid", ["sh", "-c", CleanUp, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), _folder]).Dispose();
        if (Environment.IsPrivilegedProcess)
            Run("chown", NobodyInParticular, _folder);
        RunProgram("initdb", "-D", Data, "-U", Owner, "-A", "trust", "--no-locale", "-E", "UTF8", "--no-sync", "--no-instructions");
        File.WriteAllText(Path.Combine(Data, "pg_hba.conf"), $"local all {Guest} scram-sha-256\nlocal all all trust\n");
        Start();
        Execute("postgres", $"CREATE ROLE {Guest} LOGIN PASSWORD '{GuestPassword}'");
    }

    /// <summary>One for all tests of an assembly; none may stop it.</summary>
    public static PostgresServer Shared
    {
        get
        {
            SkipWhereAbsent();
            return SharedServer.Value;
        }
    }

    /// <summary>One that a test may stop.</summary>
    public static PostgresServer OwnOrSkip()
    {
        SkipWhereAbsent();
        return new PostgresServer();
    }

    private string Data => Path.Combine(_folder, "data");

    private static string NobodyInParticular => File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    /// <summary>The connection string of a database.</summary>
    public string Of(string database, string user = Owner) => $"Host={_folder};Database={database};Username={user}";

    public PostgresAddress Address(string database) => new(Of(database));

    /// <summary>A new, empty database.</summary>
    public string NewDatabase(string owner = Owner)
    {
        var name = "test" + Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture);
        Execute("postgres", $"CREATE DATABASE {name} OWNER {owner}");
        return name;
    }

    /// <summary>The database without the store, as another program sees it.</summary>
    public object? Execute(string database, string sql)
    {
        using var connection = new NpgsqlConnection(Of(database) + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public void Start() => RunProgram("pg_ctl", "start", "-w", "-D", Data, "-l", Path.Combine(_folder, "log"), "-o",
        $"-k {_folder} -c listen_addresses= -c fsync=off -c full_page_writes=off -c shared_buffers=16MB -c unix_socket_permissions=0777");

    /// <param name="mode">"fast" ends every session politely, "immediate" is a crash.</param>
    public void Stop(string mode = "immediate") => RunProgram("pg_ctl", "stop", "-w", "-D", Data, "-m", mode);

    public void Dispose()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private static void SkipWhereAbsent() => Skip.If(Programs() is null,
        "PostgreSQL's server is not installed (Debian: postgresql; elsewhere REPRO_POSTGRES names the folder of initdb)");

    private static string? Programs()
    {
        string[] named = Environment.GetEnvironmentVariable("REPRO_POSTGRES") is { Length: > 0 } folder ? [folder] : [];
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")) : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return OperatingSystem.IsLinux() ? named.Concat(debian).Concat(path).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb"))) : null;
    }

    private void RunProgram(string name, params string[] arguments)
    {
        string[] command = [Path.Combine(_programs, name), .. arguments];
        if (Environment.IsPrivilegedProcess)
            command = ["setpriv", $"--reuid={NobodyInParticular}", $"--regid={NobodyInParticular}", "--clear-groups", .. command];
        Run(command[0], command[1..]);
    }

    private void Run(string program, params string[] arguments)
    {
        // The server inherits what its starter has open: a pipe would never end.
        var start = new ProcessStartInfo("sh", ["-c", $"exec \"$0\" \"$@\" >'{_folder}/output' 2>&1 </dev/null", program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {File.ReadAllText(Path.Combine(_folder, "output"))}");
    }
}
