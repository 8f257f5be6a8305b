using InverseRepro.Claims.Deciding;
using InverseRepro.Runner;
using InverseRepro.Runner.Frozen;
using InverseRepro.Runner.Shards;

namespace InverseRepro.Cli.Rendering;

/// <summary>What gathering a plan found, as JSON: the same for the same shards, however often they are gathered.</summary>
/// <param name="Twins">Attempts that measured once more what another had, with the same numbers.</param>
/// <param name="Alarms">Cells that two attempts measured differently.</param>
public sealed record GatherDocument(string Plan, int Cells, int Measured, int Twins, IReadOnlyList<GatherDocumentCell> Alarms,
    IReadOnlyList<GatherDocumentCell> Failed, IReadOnlyList<GatherDocumentCell> Missing, IReadOnlyList<string> Damaged, IReadOnlyList<Verdict> Verdicts)
{
    public static GatherDocument Of(FrozenPlan plan, GatherResult result) => new(plan.Id, plan.Cells.Count,
        result.Cells.Values.Count(c => c.State == CellState.Measured), result.Twins, Of(result.Alarms), Of(result.Failed), Of(result.Missing),
        result.Damaged, [.. result.Decided.Select(d => d.Verdict)]);

    private static List<GatherDocumentCell> Of(IEnumerable<GatheredCell> cells) =>
        [.. cells.Select(c => new GatherDocumentCell(c.Cell.Index, c.Cell.Id.ToString(), c.Problem, c.Log))];
}

/// <param name="Index">As <c>repro cell --index</c> takes it.</param>
/// <param name="Log">Its last lines.</param>
public sealed record GatherDocumentCell(int Index, string Cell, string Problem, IReadOnlyList<string> Log);
