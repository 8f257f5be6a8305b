using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;

namespace InverseRepro.Report;

/// <summary>Everything the report says of one claim.</summary>
/// <param name="Run">The run the verdict was given in.</param>
/// <param name="Cells">The cells it reads, those of its controls included.</param>
/// <param name="Baseline">How it compares with the stored baseline, in a few words; null where that was not looked at.</param>
public sealed record ReportClaim(Claim Claim, Verdict Verdict, RunRecord Run, IReadOnlyList<CellRecord> Cells, string? Baseline)
{
    /// <summary>Minutes its cells took, counted as if one worker had run them all.</summary>
    public double Minutes => Cells.Sum(c => c.Seconds) / 60;
}
