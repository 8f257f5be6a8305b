using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Report;

/// <summary>Reads from the store what the report shows.</summary>
public static class ReportCollector
{
    /// <summary>The claims that have a verdict at this scale, in the order given, with the cells they read.</summary>
    /// <param name="baseline">A few words on a claim's baseline, or null.</param>
    public static IReadOnlyList<ReportClaim> Collect(IStore store, IEnumerable<Claim> claims, Scale scale, Func<Claim, string?> baseline)
    {
        var collected = new List<ReportClaim>();
        foreach (var claim in claims)
        {
            if (store.Verdicts(claim.Id, scale) is not [var latest, ..])
                continue;
            // The very cells the verdict was decided from, not later ones of another code.
            var decided = StoreEvidence.OfNewestVerdict(store, claim.Id, scale);
            var cells = CellsOf(claim, scale, latest.Verdict.Seeds).Select(decided.Record).OfType<CellRecord>().ToList();
            collected.Add(new ReportClaim(claim, latest.Verdict, latest.Run, cells, baseline(claim)));
        }
        return collected;
    }

    /// <summary>The cells whose numbers decide a claim: rule, gates and controls.</summary>
    public static IEnumerable<CellId> CellsOf(Claim claim, Scale scale, IEnumerable<Seed> seeds)
    {
        claim = claim.At(scale);
        var decided = claim.Rule.References().Concat(claim.Gates.Select(g => g.Measurement)).Concat(claim.Reported).ToList();
        var controlled = claim.Controls.SelectMany(c => claim.Rule.For(c)?.References() ?? []);
        var arms = decided.Concat(controlled).Select(r => (r.Experiment, r.Variant)).Distinct().ToList();
        return seeds.SelectMany(seed => arms.Select(arm => new CellId(arm.Experiment, arm.Variant, scale, seed)));
    }
}
