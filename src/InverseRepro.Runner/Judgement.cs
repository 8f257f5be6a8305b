using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;

namespace InverseRepro.Runner;

/// <summary>Decides claims on the cells of a run, and says of what was not measured why.</summary>
internal sealed class Judgement(Scale scale, int? seeds)
{
    /// <exception cref="RunnerException">The claim is not planned at this scale.</exception>
    public IReadOnlyList<CellId> CellsOf(Claim claim) => ClaimCells.Of(claim, scale, SeedsOf(claim));

    /// <summary>The verdict, or null where the run was interrupted before the claim's cells were measured.</summary>
    public Verdict? Decide(Claim claim, IReadOnlyDictionary<CellId, CellResult> cells)
    {
        var open = CellsOf(claim).Select(c => cells[c]).Where(c => c.State != CellState.Measured).ToList();
        if (open.Exists(c => c.State == CellState.Interrupted))
            return null;
        var verdict = Decider.Decide(claim, scale, new PlanEvidence(cells), SeedsOf(claim));
        return open.Count > 0 && verdict.Outcome == Outcome.NotMeasured ? verdict with { Reason = Why(open) } : verdict;
    }

    private IReadOnlyList<Seed> SeedsOf(Claim claim)
    {
        if (!claim.Scales.TryGetValue(scale, out var plan))
            throw new RunnerException($"claim '{claim.Id}' is not planned at scale {Name(scale)}; it is at {string.Join(", ", claim.Scales.Keys.Select(Name))}");
        return [.. Enumerable.Range(1, seeds ?? plan.Seeds).Select(s => new Seed((ulong)s))];
    }

    // Missing data says the same of every cell and seed; a failure is named with its cell.
    private static string Why(List<CellResult> open)
    {
        var reasons = open.Select(c => c.State == CellState.NotMeasurable ? c.Problem! : $"{c.Cell.Id}: {c.Problem}").Distinct().ToList();
        return "not measured: " + reasons[0] + (reasons.Count > 1 ? $" (and {reasons.Count - 1} more)" : "");
    }

    private static string Name(Scale scale) => scale.ToString().ToLowerInvariant();
}
