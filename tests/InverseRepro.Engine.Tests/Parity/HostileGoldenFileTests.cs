using System.Text.Json.Nodes;
using InverseRepro.Engine.Parity;

namespace InverseRepro.Engine.Tests.Parity;

/// <summary>Files that no reference wrote: each is refused with its fault and place, before anything is built.</summary>
public sealed class HostileGoldenFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_path);

    public static TheoryData<string, string, string> Changes => new()
    {
        { "", "stages", "the file has no 'stages'" },
        { "[]", "stages", "has no stages: there is nothing to agree with" },
        { "{}", "stages", "stages is {}, not a list" },
        { "5", "id", "id is 5, not a text" },
        { "[]", "config", "config is [], not an object" },
        { "1000000000", "config.depth", "config.depth is 1000000000, beyond 65536" },
        { "[1000000000000, 1000000000000]", "inputs.0.shape", "inputs[0].shape is [1000000000000,1000000000000]: more than 16777216 elements" },
        { "[2, -3]", "inputs.0.shape", "inputs[0].shape[1] is -3, not a whole number of at least 1" },
        { "[2, 1.5]", "inputs.0.shape", "inputs[0].shape[1] is 1.5, not a whole number" },
        { "[1,1,1,1,1,1,1,1,1]", "inputs.0.shape", "inputs[0].shape has 9 axes" },
        { "\"v\"", "inputs.0.map", "inputs[0].map is 'v'; u and s are known" },
        { """{"mean": [1, 2], "std": [1, 0]}""", "inputs.0.normalise", "inputs[0].normalise does not give a mean and a standard deviation for each channel" },
        { "\"nan\"", "stages.0.min", "stages[0].min is \"nan\", not a finite number" },
        { "1e999", "stages.0.max", "stages[0].max is 1e999, not a finite number" },
        { "", "stages.0.l2", "stages[0] has no 'l2'" },
        { "", "stages.0.std", "stages[0] has no 'std'" },
        { "-1", "stages.0.fp64_max_abs_diff", "stages[0].fp64_max_abs_diff is negative" },
        { "[0.5]", "stages.0.samples", "stages[0].samples holds 1 values, not 64" },
        { "[0.5]", "stages.0.values", "stages[0].values holds 1 values, the shape has 2" },
        { "[0, 3]", "stages.0.shape", "stages[0].shape[0] is 0, not a whole number of at least 1" },
        { "\"twice\"", "stages.0.name", "stages has 'twice' twice" },
        { """["weight", "float32", [100000, 100000], "matrix", 0, 0]""", "state_dict.0", "state_dict[0][2] is [100000,100000]: more than" },
        { """["weight"]""", "state_dict.0", "state_dict[0] has no item 1" },
        { """["bias", "float32", [2], "vector", 0, 0]""", "state_dict.0", "state_dict has 'bias' twice" },
        { """{"x": {"shape": [3], "data": [1, 2]}}""", "absolute_positions", "absolute_positions.x.data holds 2 values, the shape is [3]" },
        { """{"x": {"shape": [1], "data": [1.5]}}""", "absolute_positions", "absolute_positions.x.data[0] is 1.5, not a whole number" },
        { """[["other", 2]]""", "weights.scaled", "weights.scaled[0] scales 'other', which the state dictionary does not have" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_is_named_by_place_and_fault(string value, string place, string message)
    {
        var file = Golden();
        var parts = place.Split('.');
        JsonNode parent = file;
        foreach (var part in parts[..^1])
            parent = int.TryParse(part, out var index) ? parent[index]! : parent[part]!;
        if (value.Length == 0)
            parent.AsObject().Remove(parts[^1]);
        else if (int.TryParse(parts[^1], out var last))
            parent[last] = JsonNode.Parse(value);
        else
            parent[parts[^1]] = JsonNode.Parse(value);
        Refused(file.ToJsonString()).Should().Contain(message);
    }

    [Fact]
    public void The_unchanged_file_is_read()
    {
        File.WriteAllText(_path, Golden().ToJsonString());
        GoldenModel.Read(_path).Stages.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1, 2]")]
    [InlineData("""{"format": "golden-model/1", "format": "golden-chain/1"}""")]
    public void What_is_not_such_json_is_refused(string content) => Refused(content).Should().Contain("is not a golden model");

    [Fact]
    public void An_absent_file_is_named() =>
        FluentActions.Invoking(() => GoldenModel.Read(_path)).Should().Throw<InvalidDataException>().WithMessage($"{_path}: does not exist");

    [Fact]
    public void A_file_far_beyond_any_golden_one_is_not_read()
    {
        using (var file = File.Create(_path))
            file.SetLength(1L << 32);
        FluentActions.Invoking(() => GoldenModel.Read(_path)).Should().Throw<InvalidDataException>().WithMessage("*at most 16777216 are accepted");
    }

    private string Refused(string content)
    {
        File.WriteAllText(_path, content);
        return FluentActions.Invoking(() => GoldenModel.Read(_path)).Should().Throw<InvalidDataException>().Which.Message;
    }

    private static JsonObject Golden()
    {
        var samples = string.Join(',', Enumerable.Repeat("0.5", 64));
        string Stage(string name) => $$"""
            {"name": "{{name}}", "shape": [2], "dtype": "float32", "mean": 0.5, "std": 0, "l2": 0.7, "min": 0.5, "max": 0.5,
             "fp64_max_abs_diff": 0, "samples": [{{samples}}]}
            """;
        return JsonNode.Parse($$"""
            {"format": "golden-model/1", "id": "toy", "config": {"depth": 1}, "weights": {"rule_table": "hash-v1"},
             "inputs": [{"name": "input", "shape": [1, 3, 2, 2], "map": "u"}],
             "state_dict": [["weight", "float32", [2], "norm_weight", 1, 1], ["bias", "float32", [2], "vector", 0, 0]],
             "stages": [{{Stage("once")}}, {{Stage("twice")}}]}
            """)!.AsObject();
    }
}
