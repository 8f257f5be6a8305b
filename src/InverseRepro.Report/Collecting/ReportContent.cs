using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Report.Collecting;

/// <summary>Everything the report shows, read from claim files, store and baselines.</summary>
/// <param name="Scales">The scales it covers, smallest first.</param>
/// <param name="Problems">What could not be read, one line each.</param>
public sealed record ReportContent(IReadOnlyList<ReportClaim> Claims, IReadOnlyList<ReportNetwork> Networks, IReadOnlyList<Scale> Scales,
    IReadOnlyList<string> Problems, DateTimeOffset Written)
{
    /// <summary>Every claim at every scale, in the order of the tables.</summary>
    public IEnumerable<ReportFinding> Findings => Claims.SelectMany(c => c.Findings);

    /// <summary>Claims by paper, papers in the order of their names.</summary>
    public IEnumerable<IGrouping<string, ReportClaim>> Papers =>
        Claims.GroupBy(c => c.Claim.Paper).OrderBy(g => g.Key, StringComparer.Ordinal);

    /// <summary>The cells behind all claims and networks, each once.</summary>
    public IEnumerable<CellRecord> Cells => Findings.SelectMany(f => f.Decided?.Cells ?? [])
        .Concat(Networks.SelectMany(n => n.Arms).SelectMany(a => a.Cells)).DistinctBy(c => c.Key);

    /// <summary>The headline of a paper at a scale.</summary>
    public static PaperSummary Summary(IEnumerable<ReportClaim> claims, Scale scale) => PaperSummary.Of(
        [.. claims.SelectMany(c => c.Findings).Where(f => f.Scale == scale).Select(f => f.Decided?.Verdict).OfType<Verdict>()]);
}

/// <summary>A claim with what was found at each scale it is planned for.</summary>
public sealed record ReportClaim(Claim Claim, IReadOnlyList<ReportFinding> Findings);
