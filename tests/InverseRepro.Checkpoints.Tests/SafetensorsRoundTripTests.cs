using InverseRepro.Experiments;

namespace InverseRepro.Checkpoints.Tests;

public class SafetensorsRoundTripTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void What_is_written_is_read(int seed)
    {
        using var folder = new TemporaryFolder();
        var (entries, metadata) = (RandomEntries(seed), new Dictionary<string, string> { ["b"] = "ü \"quoted\"", ["a"] = "" });
        SafetensorsFile.Write(folder["x.safetensors"], entries, metadata);

        using var read = SafetensorsFile.Read(folder["x.safetensors"]);

        read.Metadata.Should().Equal(metadata);
        read.Entries.Should().HaveCount(entries.Count);
        foreach (var entry in entries)
        {
            read[entry.Name].ToString().Should().Be(entry.ToString());
            read[entry.Name].ToBytes().Should().Equal(entry.ToBytes());
        }
    }

    [Fact]
    public void Equal_content_gives_equal_bytes_in_any_order()
    {
        using var folder = new TemporaryFolder();
        var entries = RandomEntries(5);
        SafetensorsFile.Write(folder["a"], entries, new Dictionary<string, string> { ["x"] = "1", ["y"] = "2" });
        SafetensorsFile.Write(folder["b"], entries.AsEnumerable().Reverse(), new Dictionary<string, string> { ["y"] = "2", ["x"] = "1" });

        File.ReadAllBytes(folder["a"]).Should().Equal(File.ReadAllBytes(folder["b"]));
    }

    [Fact]
    public void Header_is_padded_to_eight_bytes()
    {
        using var folder = new TemporaryFolder();
        foreach (var length in Enumerable.Range(1, 9))
        {
            SafetensorsFile.Write(folder["a"], [CheckpointEntry.FromFloat32(new string('n', length), [1], [1f])]);
            (BitConverter.ToInt64(File.ReadAllBytes(folder["a"])) % 8).Should().Be(0);
        }
    }

    [Fact]
    public void Writing_replaces_the_file_and_leaves_no_other()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a", [1, 2, 3]);
        SafetensorsFile.Write(folder["a"], [CheckpointEntry.FromFloat32("w", [2], [1f, 2f])]);

        folder.Names().Should().Equal("a");
        using var read = SafetensorsFile.Read(folder["a"]);
        read["w"].ToFloat32().Should().Equal(1f, 2f);
    }

    [Fact]
    public void A_failed_write_keeps_the_old_file()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a", [1, 2, 3]);
        SafetensorsFile.Write(folder["b"], [CheckpointEntry.FromFloat32("w", [1], [1f])]);
        var closed = SafetensorsFile.Read(folder["b"]);
        closed.Dispose();

        FluentActions.Invoking(() => SafetensorsFile.Write(folder["a"], closed.Entries)).Should().Throw<CheckpointException>();

        File.ReadAllBytes(folder["a"]).Should().Equal(1, 2, 3);
        folder.Names().Should().BeEquivalentTo("a", "b");
    }

    [Fact]
    public void A_name_used_twice_is_refused()
    {
        using var folder = new TemporaryFolder();
        var entry = CheckpointEntry.FromFloat32("w", [1], [1f]);

        FluentActions.Invoking(() => SafetensorsFile.Write(folder["a"], [entry, entry])).Should().Throw<ArgumentException>().WithMessage("*'w' is used twice*");

        folder.Names().Should().BeEmpty();
    }

    [Fact]
    public void Writing_into_an_absent_folder_says_so()
    {
        using var folder = new TemporaryFolder();
        FluentActions.Invoking(() => SafetensorsFile.Write(folder["no/where"], [])).Should().Throw<CheckpointException>().WithMessage("*cannot be written*");
    }

    private static List<CheckpointEntry> RandomEntries(int seed)
    {
        var random = new Seed((ulong)seed).Derive("entries").Stream();
        var types = Enum.GetValues<ElementType>();
        var entries = new List<CheckpointEntry>();
        for (var i = 0; i < 20; i++)
        {
            var type = types[random.NextInt(types.Length)];
            var shape = Enumerable.Range(0, random.NextInt(4)).Select(_ => (long)random.NextInt(4)).ToArray();
            var data = new byte[shape.Aggregate(1L, (count, size) => count * size) * type.Size()];
            foreach (ref var value in data.AsSpan())
                value = (byte)random.NextInt(256);
            entries.Add(new CheckpointEntry($"block.{i}.ключ\"{'a' + i}", type, shape, data));
        }
        return entries;
    }
}
