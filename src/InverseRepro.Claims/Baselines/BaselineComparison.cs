using InverseRepro.Experiments;

namespace InverseRepro.Claims.Baselines;

/// <summary>What the gates say of one claim.</summary>
/// <param name="News">Lines worth telling although nothing failed.</param>
/// <param name="FreshCells">What to measure before comparing again, where <see cref="GateStatus.NeedsFreshSeeds"/>.</param>
/// <param name="Sameness">Null where there was nothing to compare with.</param>
public sealed record BaselineComparison(string ClaimId, Scale Scale, GateStatus Status, IReadOnlyList<GateFailure> Failures,
    IReadOnlyList<string> News, IReadOnlyList<MetricComparison> Metrics, IReadOnlyList<CellId> FreshCells, Sameness? Sameness)
{
    /// <summary>The failures in four parts each, a blank line between them; empty where none failed.</summary>
    public string Message => string.Join("\n\n", Failures);
}
