using System.Text.Json;

namespace InverseRepro.Checkpoints.Tests;

public class GoldenFileTests
{
    [SkippableTheory]
    [InlineData("odd_tensors.pth", CheckpointFormat.PthZip)]
    [InlineData("odd_tensors_legacy.pth", CheckpointFormat.PthLegacy)]
    [InlineData("odd_tensors.safetensors", CheckpointFormat.Safetensors)]
    public void Odd_tensors_have_the_expected_values(string file, CheckpointFormat format)
    {
        using var expected = Json("odd_tensors.json");
        using var checkpoint = CheckpointFile.Read(SharedFiles.Golden("checkpoints/" + file));

        checkpoint.Format.Should().Be(format);
        var tensors = expected.RootElement.GetProperty("tensors").EnumerateObject().ToList();
        checkpoint.Entries.Select(entry => entry.Name).Should().BeEquivalentTo(tensors.Select(tensor => tensor.Name));
        foreach (var tensor in tensors)
            ShouldEqual(checkpoint[tensor.Name], tensor.Value);
    }

    [SkippableTheory]
    [InlineData("training_state.pth")]
    [InlineData("training_state_legacy.pth")]
    public void Training_state_is_a_tree_of_the_expected_values(string file)
    {
        using var expected = Json("training_state.json");
        using var checkpoint = CheckpointFile.Read(SharedFiles.Golden("checkpoints/" + file));

        foreach (var value in expected.RootElement.GetProperty("values").EnumerateObject())
            ShouldEqual(Find(checkpoint.Root, value.Name), value.Value);
        var group = (DictionaryNode)((ListNode)Find(checkpoint.Root, "optimizer.param_groups")).Items[0];
        group.Items.Keys.Order(StringComparer.Ordinal).Should().Equal(
            expected.RootElement.GetProperty("optimizer_param_group_keys").EnumerateArray().Select(key => key.GetString()));
        var weights = checkpoint.StateDictionary();
        weights.Entries.Keys.Should().Equal("weight", "bias");
        weights.Description.Should().Be("2 tensors of 'model'");
    }

    [SkippableTheory]
    [InlineData("vit_tiny_seed0.safetensors")]
    [InlineData("vit_tiny_seed0.pth")]
    [InlineData("vit_tiny_seed0_legacy.pth")]
    [InlineData("nested_model.pth")]
    public void State_dictionaries_have_the_expected_keys_and_sums(string file)
    {
        using var expected = Json("vit_tiny_seed0.json");
        using var checkpoint = CheckpointFile.Read(SharedFiles.Golden("checkpoints/" + file));
        var entries = checkpoint.StateDictionary().Entries;

        var rows = expected.RootElement.GetProperty("state_dict").EnumerateArray().Select(row => row.EnumerateArray().ToArray()).ToList();
        entries.Should().HaveCount(rows.Count);
        foreach (var row in rows)
        {
            var entry = entries[row[0].GetString()!];
            entry.ShapeText.Should().Be(row[2].GetRawText());
            var values = entry.ToFloat64();
            values[0].Should().BeApproximately(row[3].GetDouble(), 1e-8);
            values[^1].Should().BeApproximately(row[4].GetDouble(), 1e-8);
            values.Sum().Should().BeApproximately(row[5].GetDouble(), 1e-9);
        }
    }

    [SkippableTheory]
    [InlineData("prefixed.pth", "6 tensors of 'state_dict', prefix 'module.' stripped")]
    [InlineData("newer_records.pth", "6 tensors of the root")]
    [InlineData("parameters.pth", "2 tensors of the root")]
    public void Weights_are_found_and_it_is_said_where(string file, string description)
    {
        using var reference = CheckpointFile.Read(SharedFiles.Golden("checkpoints/" + "vit_tiny_seed0.pth"));
        using var checkpoint = CheckpointFile.Read(SharedFiles.Golden("checkpoints/" + file));

        var weights = checkpoint.StateDictionary();

        weights.Description.Should().Be(description);
        foreach (var (name, entry) in weights.Entries)
            entry.ToBytes().Should().Equal(reference[name].ToBytes());
    }

    [SkippableFact]
    public void A_pickled_namespace_is_refused_by_name()
    {
        FluentActions.Invoking(() => CheckpointFile.Read(SharedFiles.Golden("checkpoints/" + "with_argparse_namespace.pth"))).Should().Throw<CheckpointException>()
            .WithMessage("*'argparse.Namespace' is not on the allow-list*");
    }

    private static CheckpointNode Find(CheckpointNode node, string path)
    {
        if (path.Length == 0)
            return node;
        // Keys may contain points: the longest that fits is meant.
        var items = ((DictionaryNode)node).Items;
        var key = items.Keys.Where(key => path == key || path.StartsWith(key + ".", StringComparison.Ordinal)).MaxBy(key => key.Length)!;
        return Find(items[key], path.Length == key.Length ? "" : path[(key.Length + 1)..]);
    }

    private static void ShouldEqual(CheckpointNode node, JsonElement expected)
    {
        if (node is TensorNode tensor)
            ShouldEqual(tensor.Entry, expected);
        else if (((ScalarNode)node).Value is string text)
            text.Should().Be(expected.GetString());
        else
            Convert.ToDouble(((ScalarNode)node).Value, null).Should().Be(expected.GetDouble());
    }

    private static void ShouldEqual(CheckpointEntry entry, JsonElement expected)
    {
        entry.Type.Should().Be(Types[expected.GetProperty("dtype").GetString()!], entry.Name);
        entry.ShapeText.Should().Be(expected.GetProperty("shape").GetRawText(), entry.Name);
        var values = expected.GetProperty("values").EnumerateArray();
        if (entry.Type == ElementType.I64)
            entry.ToInt64().Should().Equal(values.Select(value => value.GetInt64()), entry.Name);
        else
            entry.ToFloat64().Should().Equal(values.Select(Number), entry.Name);
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? value.GetDouble()
        : value.GetString() switch { "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => double.NaN };

    private static readonly Dictionary<string, ElementType> Types = new()
    {
        ["float16"] = ElementType.F16,
        ["bfloat16"] = ElementType.BF16,
        ["float32"] = ElementType.F32,
        ["float64"] = ElementType.F64,
        ["int8"] = ElementType.I8,
        ["int16"] = ElementType.I16,
        ["int32"] = ElementType.I32,
        ["int64"] = ElementType.I64,
        ["uint8"] = ElementType.U8,
        ["bool"] = ElementType.BOOL,
    };

    private static JsonDocument Json(string name) => JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Golden("checkpoints/" + name)));
}
