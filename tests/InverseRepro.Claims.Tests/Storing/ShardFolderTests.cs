using InverseRepro.Claims.Storing;
using InverseRepro.Claims.Storing.Shards;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Storing;

public sealed class ShardFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ShardFolder Shards => new(_folder["shards"]);

    private string Commit(int index, string attempt, CellRecord? cell = null) =>
        Shards.Commit(index, attempt, "plan-1", Records.Run, cell ?? Records.Cell(), Directory.CreateDirectory(_folder["scratch"]).FullName);

    [Fact]
    public void A_shard_comes_back_as_it_was_in_one_plain_file()
    {
        var cell = Records.Cell(7, measurements: new Measurement("x", 2, double.NaN, "dB"));
        var file = Commit(12, "0-ab", cell);
        Directory.EnumerateFileSystemEntries(_folder["shards"]).Should().Equal(file);
        Directory.EnumerateFileSystemEntries(_folder["scratch"]).Should().BeEmpty();
        var shard = ShardFolder.Read(file);
        shard.Plan.Should().Be("plan-1");
        shard.Cell.Should().BeEquivalentTo(cell);
        shard.Run.Should().BeEquivalentTo(Records.Run with { Id = 1 });
        Directory.EnumerateFileSystemEntries(_folder["shards"]).Should().Equal([file], "reading leaves no log and no index");
    }

    [Fact]
    public void Lists_shards_by_cell_and_leaves_unfinished_copies_out()
    {
        var files = new[] { Commit(3, "0-b"), Commit(3, "1-a"), Commit(31, "0-a") };
        File.WriteAllText(Path.Combine(_folder["shards"], "000003.2-c.db.tmp"), "half a sha");
        File.WriteAllText(Path.Combine(_folder["shards"], "notes.db"), "");
        Shards.Files().Should().Equal((3, files[0]), (3, files[1]), (31, files[2]));
        Shards.FilesOf(3).Should().Equal(files[..2]);
        new ShardFolder(_folder["none"]).Files().Should().BeEmpty();
    }

    [Fact]
    public void An_attempt_is_never_overwritten()
    {
        var file = Commit(1, "0-a");
        var before = File.ReadAllBytes(file);
        Assert.Throws<StoreException>(() => Commit(1, "0-a", Records.Cell(2))).Message.Should().Contain("already exists");
        File.ReadAllBytes(file).Should().Equal(before);
    }

    [Fact]
    public void Damage_is_one_message_that_names_the_file()
    {
        var file = Commit(1, "0-a");
        var whole = File.ReadAllBytes(file);
        for (var length = 0; length < whole.Length; length += 1 + whole.Length / 16)
        {
            File.WriteAllBytes(file, whole[..length]);
            Assert.Throws<StoreException>(() => ShardFolder.Read(file)).Message.Should().Contain(file).And.NotContain("\n");
        }
    }

    [Fact]
    public void A_number_overwritten_in_a_shard_is_seen()
    {
        var file = Commit(1, "0-a", Records.Cell(measurements: new Measurement("x", null, 1, "1")));
        RawDatabase.Execute(file, "UPDATE measurements SET value = value + 1");
        Assert.Throws<StoreException>(() => ShardFolder.Read(file)).Message.Should().Contain("does not match its digest");
    }
}
