using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Claims.Tests.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Baselines;

/// <summary>A claim over two arms with a gate, a series and a control on four seeds; six seeds of it in a store.</summary>
internal static class CheaperClaim
{
    private const int Seeds = 6;

    public static readonly Claim Claim = new("toy-cheaper", "2412.06534", new ClaimSource("3", null, "a toy"), "Modular training is cheaper.",
        Tier.Core, EvidenceUnit.Seed, new Estimand(Reference("end-to-end:cost"), "1", Direction.Higher, null),
        new Rule.All(
        [
            new Rule.Greater(Measured("end-to-end:cost"), Measured("modular:cost"), 0.5, "cost", "a toy"),
            new Rule.Ratio(Measured("end-to-end:seconds"), Measured("modular:seconds"), 1.1, "time", "a toy"),
            new Rule.Monotone(Reference("modular:psnr[*]"), Trending.Decreasing, 1, 2, "decay", "a toy"),
        ]),
        [new Gate(Reference("target:accuracy"), Comparison.AtLeast, 0.8, "a toy", [])],
        [new NegativeControl("swapped", "a toy", new Dictionary<string, string> { ["end-to-end"] = "modular", ["modular"] = "end-to-end" }, Rotation.None, ["cost"], 5)],
        [], new Dictionary<Scale, ScalePlan> { [Scale.Micro] = new(Seeds, 1) }, "toy-cheaper.yaml");

    /// <summary>Cells and verdict of one run. <paramref name="shift"/> moves every cost of the end-to-end arm.</summary>
    public static (RunRecord Run, Verdict Verdict) Fill(IStore store, double shift = 0, ArtefactRecord? artefact = null)
    {
        var run = store.BeginRun(Records.Run);
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            store.Record(run, Records.Cell(seed, "end-to-end", $"e{seed}", new("cost", null, 3 + 0.1 * seed + shift, "1"), new("seconds", null, 2 * seed, "s")));
            store.Record(run, Records.Cell(seed, "modular", $"m{seed}",
                new("cost", null, 1 + 0.1 * seed, "1"), new("seconds", null, seed, "s"),
                new("psnr", 0, 30 + 0.1 * seed, "dB"), new("psnr", 1, 25 + 0.2 * seed, "dB"), new("psnr", 2, 20 + 0.1 * seed, "dB")));
            store.Record(run, Records.Cell(seed, "target", $"t{seed}", new Measurement("accuracy", null, 0.9, "1"))
                with
            { Artefacts = artefact is null ? [] : [artefact] });
        }
        var verdict = Decider.Decide(Claim, Scale.Micro, new StoreEvidence(store));
        store.Record(run, verdict);
        store.EndRun(run, "finished");
        return (store.Runs()[0], verdict);
    }

    public static Baseline Baseline(IStore store, double shift = 0)
    {
        var (run, verdict) = Fill(store, shift);
        return BaselineRecorder.Record(Claim, verdict, store, run);
    }

    private static MeasurementReference Reference(string text) => MeasurementReference.Parse(text);

    private static Rule.Operand.Measured Measured(string text) => new(Reference(text));
}
