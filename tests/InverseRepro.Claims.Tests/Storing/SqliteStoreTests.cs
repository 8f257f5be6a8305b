using InverseRepro.Claims.Storing;

namespace InverseRepro.Claims.Tests.Storing;

public sealed class SqliteStoreTests : StoreTests, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override IStore Open() => SqliteStore.Open(_folder["repro.db"], TimeProvider.System);

    [Fact]
    public void A_reader_sees_what_a_killed_writer_committed()
    {
        using (var writer = Open())
        {
            writer.BeginRun(Records.Run);
            foreach (var suffix in (string[])["", "-wal"])
                File.Copy(_folder["repro.db"] + suffix, _folder["killed.db"] + suffix);
        }
        using var hot = SqliteStore.OpenReadOnly(_folder["killed.db"]);
        hot.Runs().Should().HaveCount(1, "the write was committed to the log");
    }
}
