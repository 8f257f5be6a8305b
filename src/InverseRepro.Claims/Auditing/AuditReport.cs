namespace InverseRepro.Claims.Auditing;

/// <summary>What an audit looked at, and what it found wrong. Serialises to JSON as it is.</summary>
/// <param name="Verdicts">Recomputed from the store.</param>
/// <param name="Superseded">Earlier ones that cannot be recomputed: by a rule that has changed since, or from cells that were not told.</param>
/// <param name="Cells">Read for the latest verdicts, each once.</param>
/// <param name="Artefacts">Hashed, each once.</param>
/// <param name="Baselines">Recomputed from their own values.</param>
/// <param name="Tests">Of claims, found in the sources; 0 where there are no sources.</param>
public sealed record AuditReport(int Verdicts, int Superseded, int Cells, int Artefacts, int Baselines, int Tests, IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>An audit that had nothing to look at is not green.</summary>
    public bool Passed => Findings.Count == 0 && Verdicts > 0;
}
