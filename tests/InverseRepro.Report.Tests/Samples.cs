using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Report.Tests;

/// <summary>One small claim with everything the page shows.</summary>
internal static class Samples
{
    public static readonly Seed[] Seeds = [new(1), new(2)];

    private static readonly MeasurementReference Loss = MeasurementReference.Parse("toy:loss[*]");

    public static Claim Claim(string id = "toy-claim", string statement = "Colour fades with depth.") => new(id, "2412.06534",
        new ClaimSource("Abstract", "deeper layers lose colour", null), statement, Tier.Core, EvidenceUnit.Seed,
        new Estimand(Loss, "1", Direction.Lower, null),
        new Rule.Greater(new Rule.Operand.Measured(MeasurementReference.Parse("toy:loss[1]")), new Rule.Operand.Constant(0), 0.1, "loss", "Our choice."),
        [], [new NegativeControl("swapped", "It must fail.", new Dictionary<string, string>(), Rotation.None, [], null)], [Loss],
        new Dictionary<Scale, ScalePlan> { [Scale.Micro] = new(2, 1) }, "claims/toy-claim.yaml");

    public static Verdict Verdict(Outcome outcome = Outcome.Supported, string id = "toy-claim", Effect? effect = null, bool fragile = false,
        Outcome control = Outcome.Contradicted) => new(id, Scale.Micro, outcome, "the lower bound 1.74 exceeds 0.1",
        effect ?? new Effect("loss", 1.8312, 1.7404, 1.9023, 0.1, "dB"), [], [new GateResult("toy:accuracy", "≥ 0.8", true, 0.9)],
        [new ControlVerdict("swapped", control, "the upper bound −1.7 is below 0.1")], Seeds, fragile, null, ["two seeds only"], new string('a', 64));

    public static RunRecord Run() => new(1, DateTimeOffset.UnixEpoch, null, "0123456789abcdef", true, "System libtorch 1.13", "cpu", "cpu-avx2", "host",
        ".NET 10", new Dictionary<string, string>(), "repro run", "finished");

    public static CellRecord Cell(Seed seed, params ArtefactRecord[] artefacts) => new(new CellId("toy", CellId.DefaultVariant, Scale.Micro, seed),
        $"key{seed.Value}", "{}", true, null, 30, 1, DateTimeOffset.UnixEpoch,
        [new Measurement("loss", 1, 1.5 + seed.Value, "dB"), new Measurement("loss", 2, double.NaN, "dB")], artefacts);

    public static ReportClaim Reported(string statement = "Colour fades with depth.", params ArtefactRecord[] artefacts) =>
        new(Claim(statement: statement), Verdict(), Run(), [.. Seeds.Select(s => Cell(s, artefacts))], "as stored");
}
