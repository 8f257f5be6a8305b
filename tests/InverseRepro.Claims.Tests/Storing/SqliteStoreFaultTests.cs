using System.Text;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Storing;

public sealed class SqliteStoreFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string File => _folder["repro.db"];

    private static SqliteStore Open(string path) => SqliteStore.Open(path, TimeProvider.System, TimeSpan.FromSeconds(1));

    private static void Fill(string path, int cells = 1)
    {
        using var store = Open(path);
        var run = store.BeginRun(Records.Run);
        for (var seed = 1; seed <= cells; seed++)
            store.Record(run, Records.Cell((ulong)seed, measurements: [.. Enumerable.Range(0, 20).Select(i => new Measurement("mse01", i, seed, "unit-mark"))]));
    }

    private static void Refuses(string path, string what, Action? act = null) =>
        (act ?? (() => Open(path).Dispose())).Should().Throw<StoreException>().WithMessage($"store '{path}': {what}");

    [Fact]
    public void Refuses_a_newer_schema_and_changes_nothing()
    {
        Fill(File);
        RawDatabase.Execute(File, "PRAGMA user_version = 999");
        var before = System.IO.File.ReadAllBytes(File);
        const string message = "written by a newer version (schema 999, this one knows 3); update InverseRepro or choose another store with --store; nothing was changed";
        Refuses(File, message);
        Refuses(File, message, () => SqliteStore.OpenReadOnly(File));
        System.IO.File.ReadAllBytes(File).Should().Equal(before);
    }

    [Fact]
    public void Refuses_what_is_no_database_and_changes_nothing()
    {
        System.IO.File.WriteAllText(File, new string('x', 5000));
        Refuses(File, "not an SQLite database; nothing was changed; move the file away or choose another store with --store");
        System.IO.File.ReadAllText(File).Should().Be(new string('x', 5000));
    }

    [Fact]
    public void Refuses_the_database_of_another_program_and_changes_nothing()
    {
        RawDatabase.Execute(File, "CREATE TABLE songs (title TEXT)");
        var before = System.IO.File.ReadAllBytes(File);
        Refuses(File, "an SQLite database of another program; nothing was changed; move the file away or choose another store with --store");
        System.IO.File.ReadAllBytes(File).Should().Equal(before);
    }

    [Fact]
    public void Says_that_the_store_is_locked_and_works_once_it_is_free()
    {
        Fill(File);
        using var store = Open(File);
        using (var other = RawDatabase.Open(File))
        {
            other.Execute("BEGIN IMMEDIATE");
            Refuses(File, "locked by another process for more than 1 s; let it finish and try again; nothing was written",
                () => store.BeginRun(Records.Run));
            store.Runs().Should().HaveCount(1, "readers do not wait for a writer");
        }
        store.BeginRun(Records.Run);
        store.Runs().Should().HaveCount(2);
    }

    [SkippableFact]
    public void Says_that_the_place_is_read_only_and_still_reads_there()
    {
        using var disk = new SmallDisk(4096);
        var path = disk["repro.db"];
        Fill(path);
        disk.MakeReadOnly();
        Refuses(path, "the file or its folder is read-only, or permission is missing; make it writable or choose another store with --store; what it holds is intact");
        Refuses(disk["new/repro.db"], $"its folder cannot be created (Read-only file system : '{disk["new"]}'); create it or choose another store with --store");
        using var store = SqliteStore.OpenReadOnly(path);
        store.Cells(1).Should().HaveCount(1);
        store.Invoking(s => s.BeginRun(Records.Run)).Should().Throw<StoreException>();
    }

    [SkippableFact]
    public void Does_not_read_past_writes_that_a_read_only_place_hides()
    {
        using var disk = new SmallDisk(4096);
        var path = disk["repro.db"];
        using (var writer = Open(File))
        {
            writer.BeginRun(Records.Run); // still in the log while the writer lives
            foreach (var suffix in (string[])["", "-wal"])
                System.IO.File.Copy(File + suffix, path + suffix);
        }
        disk.MakeReadOnly();
        Refuses(path, $"its last writes are still in '{path}-wal', which cannot be read from a read-only place; copy both files to a writable folder and open the copy",
            () => SqliteStore.OpenReadOnly(path));
    }

    [SkippableFact]
    public void A_full_disk_loses_nothing_that_was_recorded()
    {
        using var disk = new SmallDisk(512);
        var path = disk["repro.db"];
        using var store = Open(path);
        var run = store.BeginRun(Records.Run);
        var recorded = 0UL;
        var fill = () =>
        {
            for (; recorded < 10_000; recorded++)
                store.Record(run, Records.Cell(recorded + 1) with { SettingsJson = new string('s', 3000) });
        };
        Refuses(path, "no space left on the disk; free some and start again: what was recorded before is intact and the run resumes from there", fill);
        recorded.Should().BePositive();
        store.Cells(run).Should().HaveCount((int)recorded);
        disk.Resize(4096);
        store.Record(run, Records.Cell(recorded + 1));
        store.Cells(run).Should().HaveCount((int)recorded + 1);
    }

    [Fact]
    public void Sees_a_page_overwritten_in_the_middle()
    {
        Fill(File, cells: 30);
        var bytes = System.IO.File.ReadAllBytes(File);
        Array.Fill(bytes, (byte)0xA5, bytes.Length / 2 / 4096 * 4096, 4096);
        System.IO.File.WriteAllBytes(File, bytes);
        Refuses(File, "damaged (*); nothing was changed; restore a copy, or move it away and run again");
        Refuses(File, "damaged (*); nothing was changed; restore a copy, or move it away and run again", () => SqliteStore.OpenReadOnly(File));
        System.IO.File.ReadAllBytes(File).Should().Equal(bytes);
    }

    [Fact]
    public void Sees_a_value_overwritten_inside_a_page()
    {
        Fill(File);
        var bytes = System.IO.File.ReadAllBytes(File);
        bytes[bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("unit-mark"))] = (byte)'X';
        System.IO.File.WriteAllBytes(File, bytes);
        using var store = Open(File);
        Refuses(File, "damaged (the record of invert-modular micro seed 1 does not match its digest); nothing was changed; restore a copy, or move it away and run again",
            () => store.Latest(Records.Cell().Id));
    }

    [Theory]
    [InlineData("UPDATE cells SET scale = 'Macro'")]
    [InlineData("UPDATE cells SET finished = 'yesterday'")]
    [InlineData("UPDATE cells SET settings = x'00'")]
    [InlineData("UPDATE measurements SET value = value + 1e-9")]
    [InlineData("DELETE FROM measurements WHERE position = 3")]
    public void Sees_values_that_it_never_wrote(string sql)
    {
        Fill(File);
        RawDatabase.Execute(File, sql);
        using var store = SqliteStore.OpenReadOnly(File);
        Refuses(File, "damaged (*); nothing was changed; restore a copy, or move it away and run again", () => store.Cells(1));
    }

    [Fact]
    public void Bytes_overwritten_anywhere_never_change_a_measurement_unseen()
    {
        Fill(File, cells: 3);
        var sound = System.IO.File.ReadAllBytes(File);
        IReadOnlyList<CellRecord> recorded;
        using (var store = SqliteStore.OpenReadOnly(File))
            recorded = store.Cells(1);
        var random = new Seed(1).Stream();
        for (var i = 0; i < 100; i++)
        {
            var bytes = sound.ToArray();
            bytes[random.NextInt(bytes.Length)] ^= (byte)(1 + random.NextInt(255));
            System.IO.File.WriteAllBytes(_folder["damaged.db"], bytes);
            if (Read(_folder["damaged.db"]) is { } read)
                read.Should().BeEquivalentTo(recorded);
        }

        static IReadOnlyList<CellRecord>? Read(string path)
        {
            try
            {
                using var store = SqliteStore.OpenReadOnly(path);
                var cells = Enumerable.Range(1, 3).Select(seed => store.Latest(Records.Cell((ulong)seed).Id)).OfType<CellRecord>().ToList();
                return cells.Count == 3 ? cells : null; // a lost cell is measured again
            }
            catch (StoreException)
            {
                return null;
            }
        }
    }

    [Fact]
    public void Says_where_a_store_cannot_be()
    {
        Refuses(_folder.Path, "a folder, not a file; name a file in it or choose another store with --store");
        Refuses(File, "does not exist; record a run first: repro run", () => SqliteStore.OpenReadOnly(File));
        System.IO.File.WriteAllText(_folder["file"], "");
        Refuses(_folder["file/repro.db"], "its folder cannot be created (*); create it or choose another store with --store");
    }
}
