using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Storing;

namespace InverseRepro.Claims.Baselines;

/// <summary>
/// Two independent gates: does the verdict stand (<see cref="VerdictGate"/>), and did our numbers move
/// (<see cref="DriftGate"/>)? A contradicted claim is green while its baseline says contradicted.
/// </summary>
public static class BaselineGate
{
    /// <param name="evidence">What the verdict was decided from.</param>
    /// <param name="baseline">Null where none was accepted, which fails.</param>
    /// <param name="run">Of the verdict: what differs from the baseline's source is named as the likely cause.</param>
    /// <param name="fresh">Whether the cells that a first comparison asked for have been measured.</param>
    public static BaselineComparison Compare(Verdict verdict, IEvidence evidence, Baseline? baseline, RunRecord run, bool fresh = false)
    {
        var failures = new List<GateFailure>();
        var news = new List<string>();
        var wording = new GateWording(verdict, baseline, run);
        if (verdict.Outcome == Outcome.NotMeasured || verdict.Controls.Any(c => c.Outcome == Outcome.NotMeasured))
            return new(verdict.ClaimId, verdict.Scale, GateStatus.NotMeasured, [], [wording.NotMeasured()], [], [], null);
        if (!verdict.ControlsHold)
            failures.Add(wording.ControlSupported());
        if (baseline is null)
            failures.Add(wording.MissingBaseline());
        else if (baseline.RuleHash != verdict.RuleHash)
            failures.Add(wording.RuleChanged());
        if (baseline is null || baseline.RuleHash != verdict.RuleHash)
            return new(verdict.ClaimId, verdict.Scale, GateStatus.Failed, failures, news, [], [], null);

        VerdictGate.Check(verdict, baseline, wording, failures, news);
        var drift = new DriftGate(baseline, verdict, evidence, run.DeviceClass, fresh);
        var metrics = drift.Compare();
        if (metrics.Any(m => m.Status == MetricStatus.Drifted))
            failures.Add(wording.Drifted([.. metrics.Where(m => m.Status == MetricStatus.Drifted)]));
        news.AddRange(wording.NewsOf(metrics));
        return new(verdict.ClaimId, verdict.Scale, StatusOf(failures, metrics), failures, news, metrics, drift.FreshCells(metrics),
            Sameness.Of(baseline, evidence, run.DeviceClass));
    }

    private static GateStatus StatusOf(List<GateFailure> failures, IReadOnlyList<MetricComparison> metrics) =>
        failures.Count > 0 ? GateStatus.Failed
        : metrics.Any(m => m.Status == MetricStatus.NotMeasured) ? GateStatus.NotMeasured
        : metrics.Any(m => m.Status == MetricStatus.Alarm) ? GateStatus.NeedsFreshSeeds
        : GateStatus.Passed;
}
