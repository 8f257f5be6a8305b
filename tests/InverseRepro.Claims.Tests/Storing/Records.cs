using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Storing;

/// <summary>Records with plausible values, to be varied with <c>with</c>.</summary>
internal static class Records
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly RunRecord Run = new(0, Noon, null, "0123abc", false, "libtorch 1.13", "cpu", "cpu-avx512", "lab", ".NET 10",
        new Dictionary<string, string> { ["xunit"] = "2.9.3" }, "repro run", "running");

    public static CellRecord Cell(ulong seed = 1, string experiment = "invert-modular", string key = "aa11", params Measurement[] measurements) => new(
        new CellId(experiment, CellId.DefaultVariant, Scale.Micro, new Seed(seed)), key, """{"Epochs":3}""", true, null, 1.5, 1 << 20, Noon,
        measurements, []);

    public static Verdict Verdict(string claim = "tvm-modular-cheaper", Outcome outcome = Outcome.Supported) => new(claim, Scale.Micro, outcome,
        "lower bound 1.8 > 1.2", new Effect("cost ratio", 2, 1.8, 2.2, 1.2, "1"),
        [new PartVerdict("main", "ratio", outcome, "1.8 > 1.2", null, null)], [new GateResult("accuracy", "≥ 0.8", true, 0.9)],
        [new ControlVerdict("swapped", Outcome.Contradicted, "0.5 < 1.2")], [new Seed(1), new Seed(ulong.MaxValue)], false, null,
        ["skewed differences"], "ff00");
}
