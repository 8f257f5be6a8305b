using InverseRepro.Claims.Deciding;

namespace InverseRepro.Claims.Baselines;

/// <summary>
/// Supported ↔ contradicted always fails. A decision that is lost fails, unless the baseline's was fragile. A decision that
/// is gained is news that asks to be accepted: nothing that was known has become untrue.
/// </summary>
internal static class VerdictGate
{
    public static void Check(Verdict verdict, Baseline baseline, GateWording wording, List<GateFailure> failures, List<string> news)
    {
        if (verdict.Outcome == baseline.Outcome)
            return;
        if (baseline.Outcome == Outcome.Inconclusive)
            news.Add(wording.Decided());
        else if (verdict.Outcome != Outcome.Inconclusive)
            failures.Add(wording.Flipped());
        else if (baseline.Fragile)
            news.Add(wording.FragileLost());
        else
            failures.Add(wording.Lost());
    }
}
