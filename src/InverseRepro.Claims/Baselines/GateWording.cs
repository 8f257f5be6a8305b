using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Baselines;

/// <summary>What the gates say, in words: every line here is stable and asserted by a test.</summary>
internal sealed class GateWording(Verdict verdict, Baseline? baseline, RunRecord run)
{
    private string Scale => BaselineFolder.ScaleOption(verdict.Scale);

    private string Accept => $"if the change is meant: repro accept {verdict.ClaimId}{Scale}";

    private string Show => $"what was measured: repro show {verdict.ClaimId}{Scale}; before: repro history {verdict.ClaimId}{Scale}";

    private string Before => Word(baseline!.Outcome);

    private string Now => $"{Word(verdict.Outcome)} now ({verdict.Reason})";

    public string NotMeasured() => $"NOT MEASURED {verdict.ClaimId} {Word(verdict.Scale)}: {verdict.Reason}";

    public GateFailure Flipped() => Failure(GateKind.Verdict, $"{Before} at the baseline, {Now}",
        "a decided verdict never turns into its opposite", Cause(), Show, Accept);

    public GateFailure Lost() => Failure(GateKind.Verdict, $"{Before} at the baseline, {Now}",
        "a decision is lost only where the baseline's was fragile, and this one was not", Cause(), Show, Accept);

    public GateFailure RuleChanged() => Failure(GateKind.Rule,
        $"rule or margin changed since the baseline was accepted: hash {Short(baseline!.RuleHash)} at the baseline, {Short(verdict.RuleHash)} now",
        "rule, margins, gates, controls and planned seeds are declared before the data",
        "the claim file was edited, or a new version reads it otherwise",
        $"what changed: git log -p -- claims; how it is decided: repro show {verdict.ClaimId}{Scale}", Accept);

    public GateFailure ControlSupported() => Failure(GateKind.Control,
        string.Join("; ", verdict.Controls.Where(c => c.Outcome == Outcome.Supported).Select(c => $"negative control '{c.Name}' is supported ({c.Reason})")),
        "every negative control comes out not supported", "the rule is met by what it must not be met by, or the control's data is mixed up",
        $"how it is decided: repro show {verdict.ClaimId}{Scale}");

    public GateFailure MissingBaseline() => Failure(GateKind.MissingBaseline, $"no baseline; {Now}",
        "every claim is compared with an accepted baseline", "the claim or its scale is new",
        $"if the numbers are sound: repro accept {verdict.ClaimId}{Scale}");

    public GateFailure Drifted(IReadOnlyList<MetricComparison> metrics) => new(GateKind.Drift, verdict.ClaimId, verdict.Scale,
        [.. metrics.Select(m => m.ToString())],
        $"the mean stays in the baseline's 99.9 % prediction interval (over its {baseline!.Series.Values.Count(s => s.Gated)} gated metrics together), with fresh seeds too",
        Cause(), [Show, Accept]);

    public string Decided() => News($"{Before} at the baseline, {Now}; to keep it: repro accept {verdict.ClaimId}{Scale}");

    public string FragileLost() => News($"{Before} but fragile at the baseline, {Now}; to keep it: repro accept {verdict.ClaimId}{Scale}");

    public IEnumerable<string> NewsOf(IEnumerable<MetricComparison> metrics) => metrics
        .Where(m => m.Status is MetricStatus.Alarm or MetricStatus.Cleared or MetricStatus.NotMeasured or MetricStatus.NoInterval)
        .Select(m => News($"{Word(m.Status)}: {m}"));

    private string News(string text) => $"NEWS {verdict.ClaimId} {Word(verdict.Scale)}: {text}";

    private GateFailure Failure(GateKind kind, string what, string rule, string likely, params string[] next) =>
        new(kind, verdict.ClaimId, verdict.Scale, [what], rule, likely, next);

    /// <summary>What differs between the two runs, the weightiest first.</summary>
    private string Cause()
    {
        var source = baseline!.Source;
        if (verdict.Seeds.Count < baseline.Seeds.Count)
            return $"only {verdict.Seeds.Count} seeds were run, the baseline has {baseline.Seeds.Count}";
        if (run.DeviceClass != baseline.DeviceClass)
            return $"another device class: {baseline.DeviceClass} at the baseline, {run.DeviceClass} now";
        if (run.Engine != source.Engine)
            return $"the engine changed: {source.Engine} at the baseline, {run.Engine} now";
        if (run.Commit != source.Commit || run.Dirty || source.Dirty)
            return $"the code changed: commit {Commit(source.Commit, source.Dirty)} at the baseline, {Commit(run.Commit, run.Dirty)} now";
        return "same code, engine and device class: the data changed, or the experiment is not deterministic";
    }

    private static string Commit(string commit, bool dirty) => Short(commit) + (dirty ? " with changes" : "");

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private static string Word(MetricStatus status) => status switch
    {
        MetricStatus.Alarm => "first alarm",
        MetricStatus.Cleared => "alarm cleared",
        MetricStatus.NoInterval => "not gated, its baseline gives no spread",
        _ => "not measured",
    };

    private static string Word(Outcome outcome) => outcome == Outcome.NotMeasured ? "not measured" : outcome.ToString().ToLowerInvariant();

    private static string Word(Scale scale) => scale.ToString().ToLowerInvariant();
}
