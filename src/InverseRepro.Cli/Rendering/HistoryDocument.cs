using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Histories;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Cli.Rendering;

/// <summary>A claim's history as JSON for machines.</summary>
public sealed record HistoryDocument(string Claim, Scale Scale, IReadOnlyList<HistoryDocumentVerdict> Verdicts, IReadOnlyList<MetricHistory> Metrics)
{
    public static HistoryDocument Of(ClaimHistory history) =>
        new(history.ClaimId, history.Scale, [.. history.Runs.Select(r => new HistoryDocumentVerdict(r.Run, r.Verdict))], history.Metrics);
}

public sealed record HistoryDocumentVerdict(RunRecord Run, Verdict Verdict);
