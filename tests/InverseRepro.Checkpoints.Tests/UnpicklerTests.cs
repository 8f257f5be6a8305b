namespace InverseRepro.Checkpoints.Tests;

public class UnpicklerTests
{
    private const string AllowedOpcodes = "\u0095(}])t\u0085\u0086\u0087qrhjXUJKM\u008a\u0088\u0089NGcQRsuaeb.";

    [Fact]
    public void Every_opcode_outside_the_allow_list_is_refused()
    {
        foreach (var opcode in Enumerable.Range(0, 256).Where(opcode => !AllowedOpcodes.Contains((char)opcode)))
            Fault(new PickleBytes().Op("}").Op((byte)opcode)).Should().Contain("the opcode is not on the allow-list");
    }

    [Theory]
    [InlineData("cos\nsystem\n", "'os.system' is not on the allow-list")]
    [InlineData("ctorch\nload\n", "'torch.load' is not on the allow-list")]
    [InlineData("c\n\n", "'.' is not on the allow-list")]
    [InlineData("N)R", "None cannot be called")]
    [InlineData("ctorch\nFloatStorage\n)R", "a storage class cannot be called")]
    [InlineData("ccollections\nOrderedDict\nNR", "cannot be called")]
    [InlineData("ccollections\nOrderedDict\n(K\u0001tR", "OrderedDict takes nothing or a list of pairs")]
    [InlineData("ctorch._utils\n_rebuild_tensor_v2\n)R", "does not take these 0 arguments")]
    [InlineData("NQ", "the persistent id is not a storage")]
    [InlineData("}NNs", "a key is None")]
    [InlineData("}(Nu", "without a value")]
    [InlineData("N(Na", "a value is needed")]
    [InlineData("N(Ne", "what is not a list")]
    [InlineData("]}b", "a state is set on a list")]
    [InlineData("}Nb", "a state is set on a dictionary")]
    [InlineData("t", "there is no open mark")]
    [InlineData("h\u0005", "memo 5 was never stored")]
    [InlineData("U\u0002\u00e9\u00e9", "a byte string is not ASCII")]
    [InlineData("X\u0002\u0000\u0000\u0000\u00ff\u00ff", "a text is not valid UTF-8")]
    [InlineData("X\u00ff\u00ff\u00ff\u00ff", "4294967295 bytes are announced")]
    [InlineData("\u008a\u0009123456789", "an integer of 9 bytes")]
    [InlineData("\u0095\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f", "a frame of 9223372036854775807 bytes")]
    [InlineData("NN", "2 values are left")]
    [InlineData("N(", "1 values are left")]
    public void Broken_pickles_are_refused_with_their_fault(string opcodes, string fault) =>
        Fault(new PickleBytes().Op(opcodes)).Should().Contain(fault).And.Contain("at byte");

    [Theory]
    [InlineData("\u008a\u0000", 0)]
    [InlineData("\u008a\u0001\u00ff", -1)]
    [InlineData("\u008a\u0002\u00ff\u0000", 255)]
    [InlineData("\u008a\u0008\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0080", long.MinValue)]
    [InlineData("J\u00fe\u00ff\u00ff\u00ff", -2)]
    [InlineData("M\u00ff\u00ff", 65535)]
    public void Integers_are_read_with_their_sign(string opcodes, long value)
    {
        using var folder = new TemporaryFolder();
        using var checkpoint = CheckpointFile.Read(folder.Write("a", new PickleBytes().Op("}").Text("n").Op(opcodes).Op("s").Legacy()));
        checkpoint.Root.Items["n"].Should().Be(new ScalarNode(value));
    }

    [Fact]
    public void A_dictionary_that_contains_itself_is_refused() =>
        Fault(new PickleBytes().Op("}q\0").Text("note").Text(new string('x', 100)).Op("s").Text("self").Op("h\0s")).Should().Contain("nested deeper than 32 levels, or contains itself");

    [Fact]
    public void Pairs_that_share_their_items_do_not_explode()
    {
        // Each pair holds the one before twice: 2^25 values in a few hundred bytes.
        var pickle = new PickleBytes().Op("}").Text("l").Op("N");
        pickle.Repeat(25, (pairs, i) => pairs.Op("q").Op((byte)i).Op("h").Op((byte)i).Op([0x86]));
        Fault(pickle.Op("s")).Should().Contain("values this file can honestly hold");
    }

    [Fact]
    public void A_key_that_occurs_twice_is_refused() =>
        Fault(new PickleBytes().Op("}").Text("a").Op("Ns").Text("a").Op("Ns")).Should().Contain("the key 'a' occurs twice");

    [Fact]
    public void A_few_values_cannot_unfold_into_many() =>
        Fault(new PickleBytes().Op("}").Text("w").Tensor("0", 1, 0, [1 << 30], [0]).Op("s"), ("0", [1f]))
            .Should().Contain("entry 'w'").And.Contain("may unfold to");

    [Fact]
    public void Many_names_of_one_tensor_cannot_unfold_into_many()
    {
        var pickle = new PickleBytes().Op("}(").Text("w").Tensor("0", 1000, 0, [1000], [1]).Op("q\0");
        Fault(pickle.Repeat(1000, (names, i) => names.Text($"w{i}").Op("h\0")).Op("u"), ("0", new float[1000])).Should().Contain("may unfold to");
    }

    [Fact]
    public void Pairs_from_the_ends_of_a_storage_cannot_have_it_read_again_and_again() =>
        Fault(new PickleBytes().Op("}").Repeat(8, (items, i) => items.Text($"w{i}").Tensor("0", 100_000, 0, [2], [99_999]).Op("s")), ("0", new float[100_000]))
            .Should().Contain("entry 'w6'").And.Contain("may unfold to");

    [Fact]
    public void One_storage_cannot_have_two_sizes() =>
        Fault(new PickleBytes().Op("}").Text("a").Tensor("0", 1, 0, [1], [1]).Op("s").Text("b").Tensor("0", 2, 0, [1], [1]).Op("s"), ("0", [1f]))
            .Should().Contain("is announced as 1 F32 and as 2 F32");

    [Fact]
    public void Thousands_of_tensors_set_at_once_are_read()
    {
        using var folder = new TemporaryFolder();
        var pickle = new PickleBytes().Op("}(").Repeat(3000, (items, i) => items.Text($"w{i}").Tensor("0", 3000, i, [1], [1])).Op("u");
        using var checkpoint = CheckpointFile.Read(folder.Write("a", pickle.Legacy(("0", [.. Enumerable.Range(0, 3000).Select(i => (float)i)]))));

        checkpoint.Entries.Should().HaveCount(3000);
        checkpoint["w2999"].ToFloat32().Should().Equal(2999f);
    }

    [Fact]
    public void A_view_equals_its_definition()
    {
        using var folder = new TemporaryFolder();
        float[] storage = [.. Enumerable.Range(0, 100).Select(i => (float)i)];
        var pickle = new PickleBytes().Op("}").Text("w").Tensor("0", 100, 7, [3, 2, 4], [1, 20, 5]).Op("s");
        using var checkpoint = CheckpointFile.Read(folder.Write("a", pickle.Legacy(("0", storage))));

        var expected = from i in Enumerable.Range(0, 3) from j in Enumerable.Range(0, 2) from k in Enumerable.Range(0, 4) select storage[7 + i + 20 * j + 5 * k];
        checkpoint["w"].ToFloat32().Should().Equal(expected);
    }

    [Theory]
    [InlineData("]a")]
    [InlineData("}a")]
    [InlineData("Na")]
    [InlineData("N\u0085a")]
    [InlineData("K\u0001a")]
    public void Dense_pickles_take_a_bounded_multiple_of_their_size(string item)
    {
        using var folder = new TemporaryFolder();
        var file = new PickleBytes().Op("}").Text("l").Op("]").Repeat(50_000, (items, _) => items.Op(item)).Op("s").Legacy();
        var path = folder.Write("a", file);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Reading.Try(path);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(100L * file.Length);
    }

    private static string Fault(PickleBytes pickle, params (string, float[])[] storages)
    {
        using var folder = new TemporaryFolder();
        return Reading.Try(folder.Write("a.pth", pickle.Legacy(storages)))?.Message ?? "was read";
    }
}
