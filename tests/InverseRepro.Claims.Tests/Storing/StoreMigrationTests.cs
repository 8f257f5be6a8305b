using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Storing;

public sealed class StoreMigrationTests : IDisposable
{
    /// <summary>Schema 1 with a run of two attempts at one cell, as it was written then. Never change it.</summary>
    private const string Version1 =
        """
        PRAGMA application_id = 1230136688;
        PRAGMA user_version = 1;
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY AUTOINCREMENT, started TEXT NOT NULL, ended TEXT, commit_id TEXT NOT NULL, dirty INTEGER NOT NULL,
            engine TEXT NOT NULL, device TEXT NOT NULL, device_class TEXT NOT NULL, host TEXT NOT NULL, runtime TEXT NOT NULL,
            packages TEXT NOT NULL, command TEXT NOT NULL, state TEXT NOT NULL);
        CREATE TABLE cells (
            id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL REFERENCES runs(id), experiment TEXT NOT NULL, variant TEXT NOT NULL,
            scale TEXT NOT NULL, seed INTEGER NOT NULL, key TEXT NOT NULL, settings TEXT NOT NULL, succeeded INTEGER NOT NULL,
            failure TEXT, seconds REAL NOT NULL, peak_bytes INTEGER NOT NULL, finished TEXT NOT NULL, digest TEXT NOT NULL);
        CREATE TABLE measurements (
            cell INTEGER NOT NULL REFERENCES cells(id), name TEXT NOT NULL, position INTEGER, value REAL, unit TEXT NOT NULL);
        CREATE TABLE artefacts (
            cell INTEGER NOT NULL REFERENCES cells(id), name TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
            bytes INTEGER NOT NULL, PRIMARY KEY (cell, name));
        CREATE TABLE verdicts (
            id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL REFERENCES runs(id), claim TEXT NOT NULL, scale TEXT NOT NULL,
            outcome TEXT NOT NULL, fragile INTEGER NOT NULL, controls_hold INTEGER NOT NULL, estimate REAL, lower REAL, upper REAL,
            margin REAL, unit TEXT, seeds INTEGER NOT NULL, reason TEXT NOT NULL, rule_hash TEXT NOT NULL, detail TEXT NOT NULL);
        INSERT INTO runs VALUES (1, '2026-01-02T12:00:00.0000000Z', NULL, 'abc', 0, 'e', 'cpu', 'cpu-avx2', 'lab', '.NET', '{}', 'repro run', 'running');
        INSERT INTO cells VALUES (1, 1, 'x', 'default', 'Micro', 7, 'k', '{}', 0, 'crashed', 1, 2, '2026-01-02T12:00:00.0000000Z', '');
        INSERT INTO cells VALUES (2, 1, 'x', 'default', 'Micro', 7, 'k', '{}', 1, NULL, 1, 2, '2026-01-02T12:00:00.0000000Z',
            '4dbcfe272bc83699ec3535e2c6924e9dff12108db61f5d9364c8b97e79e57699');
        INSERT INTO measurements VALUES (2, 'mse01', 2, NULL, '1');
        """;

    private readonly TemporaryFolder _folder = new();

    private string File => _folder["repro.db"];

    public StoreMigrationTests() => RawDatabase.Execute(File, Version1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Upgrades_version_1_in_place()
    {
        using (var store = SqliteStore.Open(File, TimeProvider.System))
            store.Latest(new CellId("x", CellId.DefaultVariant, Scale.Micro, new Seed(7)))!.Measurements[0].Value.Should().Be(double.NaN);
        RawDatabase.Execute(File, "PRAGMA user_version").Should().Be(3L);
        RawDatabase.Execute(File, "SELECT group_concat(attempt) FROM cells").Should().Be("1,2");
        ((string)RawDatabase.Execute(File, "SELECT uid FROM runs")!).Should().MatchRegex("^[0-9a-f]{32}$");
    }

    [Fact]
    public void Reads_version_1_without_changing_it()
    {
        var before = System.IO.File.ReadAllBytes(File);
        using (var store = SqliteStore.OpenReadOnly(File))
            store.Runs().Should().ContainSingle(r => r.Commit == "abc");
        System.IO.File.ReadAllBytes(File).Should().Equal(before);
    }

    [Fact]
    public async Task Two_processes_may_upgrade_at_once()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SqliteStore.Open(File, TimeProvider.System))));
        foreach (var store in opened)
            store.Dispose();
        RawDatabase.Execute(File, "SELECT count(*) FROM cells").Should().Be(2L);
    }
}
