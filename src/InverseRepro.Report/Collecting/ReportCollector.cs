using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Report.Collecting;

/// <summary>Reads from the store what the report shows. Changes nothing.</summary>
/// <param name="baselines">Null: no comparison is made.</param>
/// <param name="experiments">What each arm does, and what it needs; an arm of an unknown experiment stands for itself.</param>
public sealed class ReportCollector(IStore store, BaselineFolder? baselines, IReadOnlyList<Experiment> experiments, TimeProvider clock)
{
    /// <param name="claims">In the order of the tables.</param>
    /// <param name="scales">Null: every scale that a claim is planned for.</param>
    /// <param name="compared">Comparisons of the run that is being told of, by claim and scale; they went further than the store alone allows.</param>
    public ReportContent Collect(IReadOnlyList<Claim> claims, IReadOnlyCollection<Scale>? scales = null,
        IReadOnlyDictionary<(string Claim, Scale Scale), BaselineComparison>? compared = null)
    {
        var covered = claims.SelectMany(c => c.Scales.Keys).Where(s => scales?.Contains(s) ?? true).Distinct().Order().ToList();
        var problems = new List<string>();
        var reported = claims.Select(claim => new ReportClaim(claim,
            [.. covered.Where(claim.Scales.ContainsKey).Select(scale => Find(claim.At(scale), scale, compared, problems))])).Where(c => c.Findings.Count > 0);
        return new ReportContent([.. reported], new NetworkCollector(store, experiments).Collect(covered), covered, problems, clock.GetUtcNow());
    }

    private ReportFinding Find(Claim claim, Scale scale,
        IReadOnlyDictionary<(string, Scale), BaselineComparison>? compared, List<string> problems)
    {
        var history = store.Verdicts(claim.Id, scale);
        if (history is not [var (run, verdict), ..])
            return new ReportFinding(claim, scale, null);
        // The very cells the verdict was decided from, not later ones of another code.
        var evidence = StoreEvidence.OfNewestVerdict(store, claim.Id, scale);
        var cells = CellsOf(claim, scale, verdict.Seeds).Select(evidence.Record).OfType<CellRecord>().ToList();
        var comparison = compared?.GetValueOrDefault((claim.Id, scale)) ?? Compare();
        return new ReportFinding(claim, scale, new ReportDecision(verdict, run, cells, history, comparison));

        BaselineComparison? Compare()
        {
            try
            {
                return baselines is null ? null : BaselineGate.Compare(verdict, evidence, baselines.Verified(claim.Id, scale), run);
            }
            catch (BaselineException e)
            {
                problems.Add(e.Message);
                return null;
            }
        }
    }

    /// <summary>The cells whose numbers a claim's page shows: what it plans, and what it merely reports.</summary>
    private static IEnumerable<CellId> CellsOf(Claim claim, Scale scale, IReadOnlyList<Seed> seeds) => ClaimCells.Of(claim, scale, seeds)
        .Concat(claim.Reported.SelectMany(r => seeds.Select(s => r.Cell(scale, s)))).Distinct();
}
