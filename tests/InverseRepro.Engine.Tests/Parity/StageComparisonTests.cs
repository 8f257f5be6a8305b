using System.Text.Json.Nodes;
using InverseRepro.Engine.Parity;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Tests.Parity;

public sealed class StageComparisonTests
{
    private const int Rows = 40, Columns = 50;
    private const double Bound = 3 * 1e-7 + 3e-7;

    private static readonly float[] Values = Drawn();

    [Fact]
    public void The_same_values_agree_whatever_float32_rounds()
    {
        var comparison = Compare(Stage(Values));
        comparison.Agrees.Should().BeTrue(comparison.ToString());
        comparison.Ratio.Should().BeLessThan(0.01);
        var rounded = Compare(Stage(Values), [.. Values.Select((value, i) => value + (i % 3 - 1) * 1e-7f)]);
        rounded.Agrees.Should().BeTrue(rounded.ToString());
    }

    [Theory]
    [InlineData("min", "min", 1)]
    [InlineData("max", "max", 1)]
    [InlineData("mean", "mean", 0.125)]
    [InlineData("std", "std", 0.125)]
    [InlineData("l2", "rms", 0.125)]
    public void Every_statistic_is_compared_to_just_beyond_its_bound(string field, string measure, double share)
    {
        var norm = field == "l2" ? Math.Sqrt(Values.Length) : 1;
        Compare(Changed(field, 0.95 * share * Bound * norm)).Agrees.Should().BeTrue();
        var beyond = Compare(Changed(field, 1.05 * share * Bound * norm));
        beyond.Agrees.Should().BeFalse();
        beyond.Measure.Should().Be(measure);
        beyond.Deviation.Should().BeApproximately(1.05 * share * Bound, 0.01 * share * Bound);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    public void Every_sample_is_compared(int k)
    {
        var stage = Stage(Values);
        stage["samples"]![k] = stage["samples"]![k]!.GetValue<double>() + 1.05 * Bound;
        var comparison = Compare(stage);
        comparison.Agrees.Should().BeFalse();
        comparison.Measure.Should().Be("element");
    }

    [Fact]
    public void Every_listed_value_is_compared()
    {
        var stage = Stage(Values);
        stage["values"] = new JsonArray([.. Values.Select(value => (JsonNode)value)]);
        Compare(stage).Agrees.Should().BeTrue();
        stage["values"]![Values.Length - 1] = Values[^1] + 1.05 * Bound;
        Compare(stage).Agrees.Should().BeFalse();
    }

    [Fact]
    public void A_wrong_row_between_the_samples_is_seen()
    {
        var sampled = Enumerable.Range(0, 64).Select(k => HashValues.SampleIndex(k, Values.Length)).ToHashSet();
        var wrong = Values.Select((value, i) => sampled.Contains(i) || i / Columns != 7 || Math.Abs(value) > 0.9f ? value : -value).ToArray();
        var comparison = Compare(Stage(Values), wrong);
        comparison.Agrees.Should().BeFalse();
        comparison.Measure.Should().Be("mean");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_value_that_is_not_finite_never_agrees(float value)
    {
        float[] values = [.. Values];
        values[17] = value;
        var comparison = Compare(Stage(Values), values);
        comparison.Agrees.Should().BeFalse();
        comparison.Fault.Should().Be("has 1 of 2000 values that are not finite");
    }

    [Theory]
    [InlineData("min")]
    [InlineData("max")]
    [InlineData("sum")]
    public void Integers_agree_exactly_or_not_at_all(string field)
    {
        long[] values = [.. Enumerable.Range(0, 2000).Select(i => (long)i % 97)];
        using var actual = tensor(values, [Rows, Columns]);
        var stage = Summary([.. values.Select(value => (double)value)], "int64");
        stage["sum"] = (double)values.Sum();
        ParityCheck.Compare(Parse(stage), actual).Agrees.Should().BeTrue();
        stage[field] = stage[field]!.GetValue<double>() + 1;
        var comparison = ParityCheck.Compare(Parse(stage), actual);
        comparison.Agrees.Should().BeFalse();
        comparison.Measure.Should().Be(field);
        comparison.Ratio.Should().Be(double.PositiveInfinity);
    }

    [Fact]
    public void Masks_are_compared_by_their_sum()
    {
        using var mask = tensor(Values, [Rows, Columns]).gt(0);
        var stage = Summary([.. Values.Select(value => value > 0 ? 1.0 : 0)], "bool");
        stage["sum"] = Values.Count(value => value > 0);
        ParityCheck.Compare(Parse(stage), mask).Agrees.Should().BeTrue();
        stage["sum"] = stage["sum"]!.GetValue<int>() - 1;
        ParityCheck.Compare(Parse(stage), mask).Measure.Should().Be("sum");
    }

    [Fact]
    public void Where_the_difference_to_float64_is_unknown_the_bound_is_that_of_nine_in_ten_stages()
    {
        var stage = Stage(Values);
        stage.Remove("fp64_max_abs_diff");
        var parsed = Parse(stage);
        parsed.Bound.Should().BeApproximately(3.3e-6 * Math.Max(Math.Abs(parsed.Minimum), parsed.Maximum), 1e-12);
    }

    private static StageComparison Compare(JsonObject stage, float[]? values = null)
    {
        using var actual = tensor(values ?? Values, [Rows, Columns]);
        return ParityCheck.Compare(Parse(stage), actual);
    }

    private static JsonObject Changed(string field, double by)
    {
        var stage = Stage(Values);
        stage[field] = stage[field]!.GetValue<double>() + by;
        return stage;
    }

    private static GoldenStage Parse(JsonObject stage) => GoldenParser.ParseStage(new GoldenField(System.Text.Json.JsonDocument.Parse(stage.ToJsonString()).RootElement, "stage"));

    private static JsonObject Stage(float[] values)
    {
        double[] wide = [.. values.Select(value => (double)value)];
        var mean = wide.Average();
        var stage = Summary(wide, "float32");
        stage["mean"] = mean;
        stage["std"] = Math.Sqrt(wide.Average(value => (value - mean) * (value - mean)));
        stage["l2"] = Math.Sqrt(wide.Sum(value => value * value));
        stage["fp64_max_abs_diff"] = 1e-7;
        return stage;
    }

    private static JsonObject Summary(double[] values, string type) => new()
    {
        ["name"] = "stage",
        ["shape"] = new JsonArray(Rows, Columns),
        ["dtype"] = type,
        ["min"] = values.Min(),
        ["max"] = values.Max(),
        ["samples"] = new JsonArray([.. Enumerable.Range(0, 64).Select(k => (JsonNode)values[HashValues.SampleIndex(k, values.Length)])]),
    };

    // In [-1, 1], both ends taken, so that the bound is a round number.
    private static float[] Drawn()
    {
        var values = DeterministicWeights.Values("stage values", [Rows, Columns]);
        var largest = values.Max(Math.Abs);
        for (var i = 0; i < values.Length; i++)
            values[i] /= largest;
        (values[3], values[4]) = (-1, 1);
        return values;
    }
}
