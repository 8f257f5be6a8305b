namespace InverseRepro.Claims.Auditing;

/// <summary>Something an audit found wrong.</summary>
/// <param name="Subject">The claim and scale, or the file.</param>
public sealed record AuditFinding(AuditCheck Check, string Subject, string Problem)
{
    public override string ToString() => $"{Check.ToString().ToLowerInvariant()} {Subject}: {Problem}";
}
