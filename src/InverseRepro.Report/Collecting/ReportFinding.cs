using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Report.Collecting;

/// <summary>A claim at one scale.</summary>
/// <param name="Claim">As it is asked at this scale.</param>
/// <param name="Decided">Null where no run has decided it yet.</param>
public sealed record ReportFinding(Claim Claim, Scale Scale, ReportDecision? Decided)
{
    public Outcome Outcome => Decided?.Verdict.Outcome ?? Outcome.NotMeasured;

    /// <summary>Whether the claim file says something else now than when the verdict was given.</summary>
    public bool RuleChanged => Decided is not null && Decided.Verdict.RuleHash != RuleHash.Of(Claim, Scale);
}

/// <summary>The newest verdict and what it came from.</summary>
/// <param name="Run">The run the verdict was given in.</param>
/// <param name="Cells">The cells it was decided from, those of its controls included.</param>
/// <param name="History">All verdicts at this scale, newest first; never empty.</param>
/// <param name="Baseline">The comparison with the accepted baseline; null where it was not made.</param>
public sealed record ReportDecision(Verdict Verdict, RunRecord Run, IReadOnlyList<CellRecord> Cells,
    IReadOnlyList<(RunRecord Run, Verdict Verdict)> History, BaselineComparison? Baseline)
{
    /// <summary>Minutes its cells took, counted as if one worker had run them all.</summary>
    public double Minutes => Cells.Sum(c => c.Seconds) / 60;
}
