using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;

namespace InverseRepro.Cli.Session;

/// <summary>What one run says of one claim.</summary>
/// <param name="Gate">The comparison with the baseline; null where that was not asked for.</param>
/// <param name="Minutes">What the cells it reads took when they were measured, in all.</param>
/// <param name="Faults">Cells that broke, one line each: a fault of ours, never to be taken for absent data.</param>
public sealed record ReproducedClaim(Claim Claim, Verdict Verdict, BaselineComparison? Gate, double Minutes, IReadOnlyList<string> Faults)
{
    /// <summary>Measured, its controls not supported, and no gate failed.</summary>
    public bool Passed => Verdict.Outcome != Outcome.NotMeasured && Verdict.ControlsHold && Gate?.Status is null or GateStatus.Passed;

    public bool NotMeasured => Verdict.Outcome == Outcome.NotMeasured || Gate?.Status == GateStatus.NotMeasured;
}
