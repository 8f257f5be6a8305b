namespace InverseRepro.Claims.Mutating;

/// <summary>What mutations of the stored values do to the verdicts. Serialises to JSON as it is.</summary>
public sealed record MutationReport(IReadOnlyList<ClaimMutations> Claims)
{
    /// <summary>Whether every decision changes as it must; a report that had no decision to change is not green.</summary>
    public bool Passed => Decided > 0 && Claims.All(c => c.Holds);

    /// <summary>Claims with a decision that could be changed.</summary>
    public int Decided => Claims.Count(c => c.Results.Count > 0);
}
