using System.Runtime.InteropServices;
using System.Text;

namespace InverseRepro.Checkpoints.Tests;

public class CheckpointEntryTests
{
    [Fact]
    public void Half_precision_widens_exactly()
    {
        Entry<Half>(ElementType.F16, (Half)0.1f, Half.MaxValue, Half.Epsilon, Half.NaN).ToFloat32().Should().Equal((float)(Half)0.1f, 65504f, 5.9604645e-8f, float.NaN);
        Entry<ushort>(ElementType.BF16, 0x3F80, 0xC040, 0x7F80, 0x0001).ToFloat32().Should().Equal(1f, -3f, float.PositiveInfinity, 9.1835e-41f);
    }

    [Fact]
    public void Doubles_round_to_the_nearest_single()
    {
        Entry(ElementType.F64, 0.1, 1e300, -0.0).ToFloat32().Should().Equal(0.1f, float.PositiveInfinity, -0f);
        Entry(ElementType.F64, 0.1, 1e300).ToFloat64().Should().Equal(0.1, 1e300);
    }

    [Fact]
    public void Integers_keep_all_their_bits()
    {
        Entry(ElementType.I64, long.MinValue, long.MaxValue).ToInt64().Should().Equal(long.MinValue, long.MaxValue);
        Entry<byte>(ElementType.BOOL, 0, 1, 2).ToInt64().Should().Equal(0, 1, 1);
        Entry<sbyte>(ElementType.I8, -128, 127).ToInt64().Should().Equal(-128, 127);
        Entry(ElementType.I32, int.MinValue, 7).ToFloat32().Should().Equal(int.MinValue, 7f);
    }

    [Fact]
    public void Floats_are_not_taken_for_integers() =>
        FluentActions.Invoking(() => Entry(ElementType.F32, 1f).ToInt64()).Should().Throw<InvalidOperationException>().WithMessage("*holds F32, not integers");

    [Fact]
    public void Data_must_fill_the_shape() =>
        FluentActions.Invoking(() => CheckpointEntry.FromFloat32("w", [2, 3], [1f])).Should().Throw<ArgumentException>().WithMessage("entry 'w': shape [2,3] of F32 needs 24 bytes, not 4*");

    [Fact]
    public void Summary_counts_what_is_not_finite()
    {
        using var folder = new TemporaryFolder();
        SafetensorsFile.Write(folder["a"],
        [
            CheckpointEntry.FromFloat32("a", [4], [1f, float.NaN, float.NegativeInfinity, float.NaN]),
            Entry(ElementType.F64, 1e300, double.PositiveInfinity),
            CheckpointEntry.FromInt64("n", [], [7]),
        ], new Dictionary<string, string> { ["source"] = "test" });
        using var checkpoint = CheckpointFile.Read(folder["a"]);

        var summary = CheckpointSummary.Of(checkpoint);

        (summary.ElementCount, summary.ByteCount, summary.NaNs, summary.Infinities).Should().Be((7, 40, 2, 2));
        summary.Metadata.Should().Equal(new Dictionary<string, string> { ["source"] = "test" });
        summary.Weights.Should().Be("3 tensors of the root");
    }

    [Fact]
    public void Every_part_of_an_entry_is_counted_and_read()
    {
        using var folder = new TemporaryFolder();
        var values = Enumerable.Range(0, 700_000).Select(i => (float)i).ToArray();
        (values[0], values[^1]) = (float.NaN, float.PositiveInfinity);
        SafetensorsFile.Write(folder["a"], [CheckpointEntry.FromFloat32("a", [values.Length], values)]);
        using var checkpoint = CheckpointFile.Read(folder["a"]);
        var summary = CheckpointSummary.Of(checkpoint);
        (summary.NaNs, summary.Infinities).Should().Be((1, 1));
        checkpoint["a"].Parts().Select(part => part.Length).Should().HaveCountGreaterThan(2).And.OnlyContain(length => length % 4 == 0);
        checkpoint["a"].Parts().SelectMany(part => part.ToArray()).Should().Equal(checkpoint["a"].ToBytes());
    }

    [Fact]
    public void Entries_of_any_size_can_be_inspected_and_read_in_parts()
    {
        using var folder = new TemporaryFolder();
        const long size = 5L << 30;
        var header = Encoding.UTF8.GetBytes($$$"""{"a":{"dtype":"I64","shape":[{{{size / 8}}}],"data_offsets":[0,{{{size}}}]}}""");
        using (var file = File.Create(folder["a"])) // takes a few blocks of the disk
        {
            file.Write(BitConverter.GetBytes((long)header.Length));
            file.Write(header);
            file.SetLength(8 + header.Length + size);
        }
        using var checkpoint = CheckpointFile.Read(folder["a"]);
        CheckpointSummary.Of(checkpoint).ByteCount.Should().Be(size);
        checkpoint["a"].Parts().First().ToArray().Should().OnlyContain(value => value == 0);
        FluentActions.Invoking(() => checkpoint["a"].ToInt64()).Should().Throw<NotSupportedException>()
            .WithMessage("entry 'a' has 5368709120 bytes, more than an array holds*");
    }

    [Fact]
    public void An_absent_file_or_entry_is_named()
    {
        using var folder = new TemporaryFolder();
        FluentActions.Invoking(() => CheckpointFile.Read(folder["none.pth"])).Should().Throw<CheckpointException>().WithMessage("*none.pth: does not exist");
        SafetensorsFile.Write(folder["a"], []);
        using var empty = CheckpointFile.Read(folder["a"]);
        FluentActions.Invoking(() => empty["w"]).Should().Throw<CheckpointException>().WithMessage("*entry 'w': is not in the checkpoint");
        FluentActions.Invoking(empty.StateDictionary).Should().Throw<CheckpointException>().WithMessage("*root: holds no tensors*");
    }

    [Fact]
    public void Names_cannot_break_the_line_of_a_message()
    {
        new CheckpointException("f", "entry 'a\n\u001b[31mb'", "x\r\u2028y").Message.Should().Be("f: entry 'a\\u000a\\u001b[31mb': x\\u000d\\u2028y");
    }

    private static CheckpointEntry Entry<T>(ElementType type, params T[] values) where T : unmanaged =>
        new("entry", type, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
}
