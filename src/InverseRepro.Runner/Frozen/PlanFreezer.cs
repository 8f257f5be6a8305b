using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;
using InverseRepro.Runner.Planning;
using InverseRepro.Runner.Shards;

namespace InverseRepro.Runner.Frozen;

/// <summary>Writes plans to folders from which their cells can be run without the record.</summary>
internal sealed class PlanFreezer(RunnerSetup setup)
{
    private const string Provided = "stored";

    /// <exception cref="RunnerException">There is nothing to run.</exception>
    public PlanFolder Freeze(Plan plan, IReadOnlyList<Claim> claims, Scale scale, int? seeds, PublishedBuild build, string root)
    {
        if (!plan.ToRun.Any())
        {
            throw new RunnerException(plan.Missing.FirstOrDefault() is { } missing
                ? $"nothing to run: {missing.Problem}"
                : $"nothing to run: all {plan.Cells.Count} cells are in the record; repro run decides the claims");
        }
        var run = setup.Run with { Started = setup.Clock.GetUtcNow(), Ended = null, State = "running" };
        var frozen = FrozenPlan.Of(plan, claims, scale, seeds, run, setup.Environment, build.Name);
        return PlanFolder.Create(root, frozen, folder => Provide(folder, plan));
    }

    // What the record holds already is handed over as if an attempt had delivered it.
    private void Provide(PlanFolder folder, Plan plan)
    {
        foreach (var cell in folder.Plan.ToRun.SelectMany(c => c.Requires).Distinct().Select(r => folder.Plan.Cells[r]).Where(c => c.State == PlannedState.Stored))
        {
            var record = ArtefactTransfer.Take(plan[cell.Id].Stored!, setup.Artefacts, folder.Artefacts, cell.Key!);
            folder.Shards.Commit(cell.Index, Provided, folder.Plan.Id, folder.Plan.Run with { Ended = record.Finished, State = "finished" }, record, Path.GetTempPath());
        }
    }
}
