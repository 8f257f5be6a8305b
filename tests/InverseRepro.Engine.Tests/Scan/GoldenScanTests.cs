using System.Text.Json;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Tests.Scan;

/// <summary>Fused, chunked and wide scan against the reference's.</summary>
public sealed class GoldenScanTests
{
    /// <summary>Relative to the largest number of a tensor, or to 1: a few units in the last place of sums of about ten.</summary>
    private const double Bound = 1e-6;

    private static Tensor Read(JsonElement stored) => tensor(
        stored.GetProperty("data").EnumerateArray().Select(number => number.GetSingle()).ToArray(),
        stored.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray());

    [SkippableTheory]
    [InlineData("plain")]
    [InlineData("D_bias_softplus")]
    [InlineData("D_z_bias_softplus")]
    [InlineData("grouped")]
    [InlineData("input_independent_B_C")]
    [InlineData("length_1")]
    public void Outputs_last_states_and_gradients_agree(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Golden("algorithms/selective_scan.json")));
        var golden = document.RootElement.GetProperty("cases").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        Check(golden, x => SelectiveScan.Run(x.U, x.Delta, x.A, x.B, x.C, x.D, x.Z, x.DeltaBias, x.DeltaSoftplus));
        Check(golden, ChunkedScan.Run);
        Check(golden, WideScan.Run);
    }

    private static void Check(JsonElement golden, Func<ScanInputs, (Tensor, Tensor)> scan)
    {
        using var scope = NewDisposeScope();
        var given = golden.GetProperty("inputs").EnumerateObject().ToDictionary(one => one.Name, one => Read(one.Value).requires_grad_());
        var (output, last) = scan(new ScanInputs(given["u"], given["delta"], given["A"], given["B"], given["C"], given.GetValueOrDefault("D"),
            given.GetValueOrDefault("z"), given.GetValueOrDefault("delta_bias"), golden.GetProperty("delta_softplus").GetBoolean()));
        (output * Read(golden.GetProperty("g"))).sum().backward();

        ShouldAgree(golden.GetProperty("out"), output, "output");
        ShouldAgree(golden.GetProperty("last_state"), last, "last state");
        foreach (var gradient in golden.GetProperty("gradients_of_sum(out*g)").EnumerateObject())
            ShouldAgree(gradient.Value, given[gradient.Name].grad!, gradient.Name);
    }

    private static void ShouldAgree(JsonElement stored, Tensor actual, string name)
    {
        var expected = Read(stored);
        actual.shape.Should().Equal(expected.shape);
        (actual - expected).abs().max().item<float>().Should().BeLessThan((float)(Bound * Math.Max(1, expected.abs().max().item<float>())), name);
    }
}
