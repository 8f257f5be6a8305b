using InverseRepro.Claims.Baselines;

namespace InverseRepro.Report;

/// <summary>A comparison with the baseline in a few words.</summary>
public static class BaselineWords
{
    public static string Of(BaselineComparison gate) => gate.Status switch
    {
        GateStatus.Passed => gate.News.Count == 0 ? "as stored" : "as stored, with news",
        GateStatus.NotMeasured => "not measured",
        GateStatus.NeedsFreshSeeds => "alarm",
        _ => string.Join(", ", gate.Failures.Select(f => Of(f.Kind)).Distinct()),
    };

    private static string Of(GateKind kind) => kind switch
    {
        GateKind.MissingBaseline => "no baseline",
        GateKind.Verdict => "verdict changed",
        GateKind.Drift => "drift",
        GateKind.Rule => "rule changed",
        _ => "control supported",
    };
}
