using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;

namespace InverseRepro.Claims.Auditing;

/// <summary>Checks the record with arithmetic and hashes alone: no network is run, no tensor library is loaded.</summary>
public static class Auditor
{
    /// <summary>
    /// Looks at the latest verdict of every claim at every scale and at what it was decided from, recomputes the earlier ones that
    /// today's rule decided too, and checks all baselines and the tests.
    /// </summary>
    /// <param name="store">Null: there is no record, and the baselines are all there is to recompute.</param>
    /// <param name="tests">The folder of the claims' tests; null or absent: not looked at.</param>
    public static AuditReport Run(IStore? store, IReadOnlyList<Claim> claims, BaselineFolder baselines, ArtefactStore artefacts, string? tests = null)
    {
        var record = store is null ? null : new RecordAudit(store, artefacts);
        var files = new BaselineAudit(baselines);
        var findings = new List<AuditFinding>();
        int verdicts = 0, superseded = 0;
        foreach (var (claim, scale) in claims.SelectMany(c => c.Scales.Keys.Order().Select(s => (c, s))))
        {
            var subject = $"{claim.Id} {scale.ToString().ToLowerInvariant()}";
            try
            {
                var recorded = store?.History(claim.Id, scale) ?? [];
                foreach (var latest in recorded.Take(1))
                    findings.AddRange(record!.Check(claim, latest.Run, latest.Verdict).Select(f => new AuditFinding(f.Check, subject, f.Problem)));
                var comparable = recorded.Skip(1).Where(d => RecordAudit.IsComparable(claim, d)).ToList();
                findings.AddRange(comparable.SelectMany(d => RecordAudit.Recompute(claim, d)).Select(p => new AuditFinding(AuditCheck.Verdict, subject, p)));
                verdicts += Math.Min(1, recorded.Count) + comparable.Count;
                superseded += Math.Max(0, recorded.Count - 1) - comparable.Count;
                findings.AddRange(files.Check(claim, scale).Select(p => new AuditFinding(AuditCheck.Baseline, subject, p)));
            }
            catch (StoreException e)
            {
                findings.Add(new AuditFinding(AuditCheck.Store, subject, e.Message));
            }
        }
        findings.AddRange(baselines.Dangling(claims).Select(f => new AuditFinding(AuditCheck.Baseline, f, "no such claim at this scale; delete the file, or restore the claim")));
        var (count, mismatches) = ClaimTestAudit.Check(claims, tests);
        return new AuditReport(verdicts, superseded, record?.Cells ?? 0, record?.Artefacts ?? 0, files.Checked, count, [.. findings, .. mismatches]);
    }
}
