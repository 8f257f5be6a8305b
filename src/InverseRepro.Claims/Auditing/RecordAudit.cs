using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Auditing;

/// <summary>One verdict of the store after the other; cells and artefacts that several claims share are looked at once.</summary>
internal sealed class RecordAudit(IStore store, ArtefactStore artefacts)
{
    private readonly HashSet<(CellId, string Key)> _cells = [];
    private readonly Dictionary<ArtefactRecord, string?> _artefacts = [];

    public int Cells => _cells.Count;

    public int Artefacts => _artefacts.Count;

    public IEnumerable<(AuditCheck Check, string Problem)> Check(Claim claim, RunRecord run, Verdict verdict)
    {
        var evidence = StoreEvidence.OfNewestVerdict(store, claim.Id, verdict.Scale);
        var cells = ClaimCells.Of(claim, verdict.Scale, verdict.Seeds).Select(evidence.Record).OfType<CellRecord>().ToList();
        _cells.UnionWith(cells.Select(c => (c.Id, c.Key)));
        var hash = RuleHash.Of(claim, verdict.Scale);
        if (hash != verdict.RuleHash)
            yield return (AuditCheck.Rule, $"decided by rule {verdict.RuleHash[..Math.Min(12, verdict.RuleHash.Length)]}, the claim declares {hash[..12]}; decide it anew: repro run {claim.Id}");
        else
        {
            foreach (var difference in VerdictAudit.Differences(verdict, Decider.Decide(claim, verdict.Scale, evidence, [.. verdict.Seeds.Distinct()])))
                yield return (AuditCheck.Verdict, difference + Since(run, cells));
        }
        foreach (var problem in SeedsTwice(verdict, cells).Concat(Unplanned(claim, verdict)))
            yield return (AuditCheck.Seeds, problem);
        foreach (var control in verdict.Controls.Where(c => c.Outcome == Outcome.Supported))
            yield return (AuditCheck.Control, $"negative control '{control.Name}' is supported ({control.Reason}); the verdict proves nothing");
        foreach (var artefact in cells.SelectMany(c => c.Artefacts).Distinct())
        {
            if (Problem(artefact) is { } problem)
                yield return (AuditCheck.Artefact, $"'{artefact.Path}' {problem}");
        }
    }

    /// <summary>Whether an earlier verdict was decided by the rule that the claim still has, from cells that were told.</summary>
    public static bool IsComparable(Claim claim, DecidedRun decided) =>
        decided.Cells.Count > 0 && decided.Verdict.RuleHash == RuleHash.Of(claim, decided.Verdict.Scale);

    /// <summary>What an earlier verdict says otherwise than the cells it was decided from.</summary>
    public static IEnumerable<string> Recompute(Claim claim, DecidedRun decided)
    {
        var recomputed = Decider.Decide(claim, decided.Verdict.Scale, StoreEvidence.Of(decided.Cells), [.. decided.Verdict.Seeds.Distinct()]);
        return VerdictAudit.Differences(decided.Verdict, recomputed).Select(d => $"earlier verdict, run {decided.Run.Id}: {d}; the stored values or the verdict were changed");
    }

    private string? Problem(ArtefactRecord artefact)
    {
        if (!_artefacts.TryGetValue(artefact, out var problem))
            _artefacts[artefact] = problem = artefacts.Problem(artefact);
        return problem;
    }

    /// <summary>A seed listed twice, or one cell's content standing for two seeds, would count one run as two.</summary>
    private static IEnumerable<string> SeedsTwice(Verdict verdict, List<CellRecord> cells)
    {
        foreach (var seed in verdict.Seeds.GroupBy(s => s).Where(g => g.Count() > 1))
            yield return $"seed {seed.Key} counts {seed.Count()} times";
        foreach (var key in cells.GroupBy(c => (c.Id.Arm, c.Key)).Where(g => g.Count() > 1))
            yield return $"seeds {string.Join(", ", key.Select(c => c.Id.Seed))} of {key.Key.Arm} have the same content key";
    }

    /// <summary>Seeds are planned before the data: fewer, more or others are another experiment.</summary>
    private static IEnumerable<string> Unplanned(Claim claim, Verdict verdict)
    {
        var planned = claim.SeedsAt(verdict.Scale);
        if (!planned.ToHashSet().SetEquals(verdict.Seeds))
            yield return $"decided on seeds {string.Join(", ", verdict.Seeds)}; planned are 1 to {planned.Count}: repro run {claim.Id}";
    }

    private static string Since(RunRecord run, List<CellRecord> cells) => cells.Any(c => c.Finished > (run.Ended ?? run.Started))
        ? "; cells were measured after that run: decide again with repro run"
        : "; the stored values or the verdict were changed";
}
