namespace InverseRepro.Cli.Session;

/// <summary>What a run says of the claims it was asked for.</summary>
/// <param name="Interrupted">Then the claims whose cells were not all measured are missing.</param>
public sealed record Reproduced(IReadOnlyList<ReproducedClaim> Claims, bool Interrupted);
