using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Storing;

public sealed class PostgresStoreFaultTests
{
    private const string Secret = "s3cret";

    private static PostgresServer Server => PostgresServer.Shared;

    [SkippableFact]
    public void Refuses_a_newer_schema()
    {
        var name = Filled();
        Server.Execute(name, "UPDATE inverserepro SET version = 999");
        const string message = "written by a newer version (schema 999, this one knows 3); update InverseRepro or choose another store with --store; nothing was changed";
        Refuses(Server.Of(name), message);
        Refuses(Server.Of(name), message, reading: true);
    }

    [SkippableFact]
    public void Refuses_the_tables_of_another_program()
    {
        var name = Server.NewDatabase();
        Server.Execute(name, "CREATE TABLE songs (title TEXT)");
        Refuses(Server.Of(name), "holds tables of another program; nothing was changed; *Search Path*");
        Server.Execute(name, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").Should().Be(1L);
    }

    [SkippableFact]
    public void Says_that_there_is_no_record_yet_and_makes_none()
    {
        var name = Server.NewDatabase();
        Refuses(Server.Of(name), "holds no record yet; record a run first: repro run", reading: true);
        Server.Address(name).HoldsRecord().Should().BeFalse();
        Server.Execute(name, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").Should().Be(0L);
    }

    [SkippableFact]
    public void Says_which_database_user_schema_or_right_is_missing()
    {
        Refuses(Server.Of("nowhere"), "there is no database 'nowhere'; create it (createdb), or name another with \"Database=…\"");
        Refuses(Server.Of("postgres", "nobody-known"), "user 'nobody-known' was refused (*); give the password in PGPASSWORD or ~/.pgpass, or check pg_hba.conf");
        var name = Server.NewDatabase();
        Refuses(Server.Of(name) + ";Search Path=absent", "there is no schema to put tables in; create it (CREATE SCHEMA …), or name another with \"Search Path=…\"");
        Refuses(Server.Of(name, PostgresServer.Guest) + $";Password=\"{PostgresServer.GuestPassword}\"",
            "the user lacks a right (permission denied for schema public); grant it, or connect as the owner of the tables");
    }

    [SkippableFact]
    public void Says_that_a_password_is_wrong_or_missing_and_never_which()
    {
        var name = Server.NewDatabase();
        const string message = "user 'guest' was refused (*); give the password in PGPASSWORD or ~/.pgpass, or check pg_hba.conf";
        Refuses(Server.Of(name, PostgresServer.Guest) + $";Password={Secret}", message);
        Refuses(Server.Of(name, PostgresServer.Guest), message);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=lab;Password=s3cret")]
    [InlineData("Host=no-such-host.invalid;Database=lab;Password=s3cret")]
    [InlineData("Host=/nowhere;Database=lab;Password=s3cret")]
    public void Says_that_no_server_answers(string connection) =>
        Refuses(connection, "cannot be reached (*); start the server, or check Host and Port").Should().BeOfType<StoreUnavailableException>();

    [Theory]
    [InlineData("Host=db;Port=many;Database=lab;Password=s3cret", "no PostgreSQL connection string; write *")]
    [InlineData("Host=db;Database=lab;Pasword=s3cret", "no PostgreSQL connection string ('Pasword' is no keyword); write *")]
    [InlineData("Host=db;Database=lab;Password=a;s3cret=b", "no PostgreSQL connection string; write *")]
    [InlineData("postgresql://owner:s3cret@db/lab", "no PostgreSQL connection string; write *")]
    [InlineData("Database=lab;Password=s3cret", "the connection string names no host; write *")]
    [InlineData("Host=db;Password=s3cret", "the connection string names no database; write *")]
    public void Refuses_what_is_no_connection_string_without_repeating_it(string text, string message)
    {
        FluentActions.Invoking(() => StoreAddress.Parse(text, "/")).Should().Throw<StoreException>().WithMessage(message)
            .Which.ToString().Should().NotContain(Secret);
        StoreAddress.Presentable(text).Should().NotContain(Secret);
    }

    [Theory]
    [InlineData("Host=db;Database=lab", "Host=db;Database=lab")]
    [InlineData("server=db;PORT=6000;db=lab;uid=me;pwd=s3cret;SearchPath=x", "Host=db;Port=6000;Database=lab;Username=me;Search Path=x")]
    [InlineData("Host=db;Database=lab;SSL Mode=Require;SSL Password=s3cret;PSW=s3cret", "Host=db;Database=lab;SSL Mode=Require")]
    public void Is_shown_without_its_password(string text, string shown)
    {
        StoreAddress.Parse(text, "/").ToString().Should().Be(shown);
        StoreAddress.Presentable(text).Should().Be(shown);
    }

    [Theory]
    [InlineData("artifacts/repro.db")]
    [InlineData("a=b/repro.db")]
    [InlineData("hosts=3.db")]
    public void A_file_stays_a_file(string text) => StoreAddress.Parse(text, "/lab").Should().BeOfType<SqliteAddress>().Which.Path.Should().Be("/lab/" + text);

    [SkippableTheory]
    [InlineData("UPDATE cells SET scale = 'Macro'")]
    [InlineData("UPDATE cells SET finished = 'yesterday'")]
    [InlineData("UPDATE measurements SET value = value + 1e-9")]
    [InlineData("DELETE FROM measurements WHERE position = 3")]
    public void Sees_values_that_it_never_wrote(string sql)
    {
        var name = Filled();
        Server.Execute(name, sql);
        using var store = PostgresStore.OpenReadOnly(Server.Address(name));
        store.Invoking(s => s.Cells(1)).Should().Throw<StoreException>()
            .WithMessage($"store '{Server.Address(name)}': damaged (*); nothing was changed; restore a backup or choose another store with --store");
    }

    [SkippableTheory]
    [InlineData("fast")]
    [InlineData("immediate")]
    public void A_server_that_goes_away_and_comes_back_loses_nothing_that_was_recorded(string mode)
    {
        using var server = PostgresServer.OwnOrSkip();
        using var store = PostgresStore.Open(server.Address("postgres"), TimeProvider.System);
        var run = store.BeginRun(Records.Run);
        store.Record(run, Records.Cell(1));
        server.Stop(mode);
        store.Invoking(s => s.Record(run, Records.Cell(2))).Should().Throw<StoreUnavailableException>().WithMessage("*cannot be reached*");
        store.Invoking(s => s.Find("aa11")).Should().Throw<StoreUnavailableException>();
        server.Start();
        store.Record(run, Records.Cell(2));
        store.Cells(run).Should().HaveCount(2);
        server.Stop(mode);
        server.Start();
        store.Record(run, Records.Cell(3));
        store.Cells(run).Should().HaveCount(3, "connections from before lie in the pool, and that is nobody's concern");
    }

    private static string Filled()
    {
        var name = Server.NewDatabase();
        using var store = PostgresStore.Open(Server.Address(name), TimeProvider.System);
        store.Record(store.BeginRun(Records.Run), Records.Cell(1, measurements: [.. Enumerable.Range(0, 20).Select(i => new Measurement("mse01", i, 1, "1"))]));
        return name;
    }

    private static StoreException Refuses(string connection, string what, bool reading = false)
    {
        var address = new PostgresAddress(connection);
        Func<IStore> open = reading ? address.OpenReadOnly : () => address.Open(TimeProvider.System);
        var refusal = open.Should().Throw<StoreException>().WithMessage($"store '{address}': {what}").Which;
        refusal.ToString().Should().NotContain(Secret).And.NotContain(PostgresServer.GuestPassword);
        refusal.Message.Should().NotContain("\n");
        return refusal;
    }
}
