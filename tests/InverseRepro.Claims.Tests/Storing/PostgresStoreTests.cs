using InverseRepro.Claims.Storing;

namespace InverseRepro.Claims.Tests.Storing;

public sealed class PostgresStoreTests : StoreTests
{
    private readonly Lazy<string> _database = new(() => PostgresServer.Shared.NewDatabase());

    protected override IStore Open() => PostgresStore.Open(PostgresServer.Shared.Address(_database.Value), TimeProvider.System);

    [SkippableFact]
    public void An_older_store_is_upgraded_by_a_writer_and_named_to_a_reader()
    {
        Open().Dispose();
        PostgresServer.Shared.Execute(_database.Value, "DROP TABLE verdict_cells; UPDATE inverserepro SET version = 2");
        var address = PostgresServer.Shared.Address(_database.Value);
        FluentActions.Invoking(() => PostgresStore.OpenReadOnly(address)).Should().Throw<StoreException>()
            .WithMessage($"store '{address}': written by an older version (schema 2, this one needs 3); repro run upgrades it");
        Open().Dispose();
        PostgresServer.Shared.Execute(_database.Value, "SELECT version FROM inverserepro").Should().Be(3L);
        PostgresServer.Shared.Execute(_database.Value, "SELECT count(*) FROM verdict_cells").Should().Be(0L);
    }

    [SkippableFact]
    public void A_schema_of_its_own_keeps_two_stores_apart_in_one_database()
    {
        using var store = Open();
        store.BeginRun(Records.Run);
        PostgresServer.Shared.Execute(_database.Value, "CREATE SCHEMA lab");
        using var lab = PostgresStore.Open(new PostgresAddress(PostgresServer.Shared.Of(_database.Value) + ";Search Path=lab"), TimeProvider.System);
        lab.Runs().Should().BeEmpty();
        using var claim = store.TryClaim("aa11");
        using var other = lab.TryClaim("aa11");
        other.Should().NotBeNull();
    }

    [SkippableFact]
    public void A_claim_ends_with_the_session_and_is_taken_back_with_the_next()
    {
        using var first = Open();
        using var second = Open();
        using var claim = first.TryClaim("aa11");
        PostgresServer.Shared.Execute(_database.Value, "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database d ON d.oid = database WHERE locktype = 'advisory' AND datname = current_database()");
        first.Invoking(s => s.TryClaim("bb22")).Should().Throw<StoreUnavailableException>();
        using var next = first.TryClaim("bb22");
        next.Should().NotBeNull();
        second.TryClaim("aa11").Should().BeNull();
    }
}
