using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Runner.Frozen;

/// <summary>
/// The cells that claims need, fixed once with the code, the data and the rules, so that an index means the same cell in
/// every attempt, on every machine and for as long as a queue takes.
/// </summary>
/// <param name="Id">Names the plan by its content.</param>
/// <param name="Seeds">Instead of those that the claims plan; null: as planned.</param>
/// <param name="Run">Commit, engine and device class that the keys were computed for, and the command that asked for it.</param>
/// <param name="Threads">Threads that a cell computes with.</param>
/// <param name="DataRoot">Where its cells look for data sets.</param>
/// <param name="Build">Name of the published build.</param>
/// <param name="Cells">By index.</param>
public sealed record FrozenPlan(string Id, Scale Scale, int? Seeds, RunRecord Run, int Threads, string DataRoot, string Build,
    IReadOnlyList<FrozenClaim> Claims, IReadOnlyList<FrozenCell> Cells)
{
    public IEnumerable<FrozenCell> ToRun => Cells.Where(c => c.State == PlannedState.ToRun);

    /// <summary>What the keys of its cells were computed for.</summary>
    public CellEnvironment Environment => new(Run.Engine, Run.Device, Run.DeviceClass, Threads, DataRoot);

    /// <summary>Freezes what is planned for the claims. It has no id before it is written.</summary>
    /// <param name="build">Name of the published build.</param>
    public static FrozenPlan Of(Plan plan, IEnumerable<Claim> claims, Scale scale, int? seeds, RunRecord run, CellEnvironment environment, string build)
    {
        var levels = new Dictionary<CellId, int>();
        foreach (var cell in plan.ToRun) // what a cell requires comes before it
            levels[cell.Id] = cell.Requires.Select(r => levels.GetValueOrDefault(r, -1)).DefaultIfEmpty(-1).Max() + 1;
        var ordered = plan.ToRun.OrderBy(c => levels[c.Id]).Concat(plan.Cells.Where(c => c.State != PlannedState.ToRun)).ToList();
        var indices = ordered.Select((cell, index) => (cell.Id, index)).ToDictionary(c => c.Id, c => c.index);
        return new FrozenPlan("", scale, seeds, run, environment.Threads, environment.DataRoot, build,
            [.. claims.Select(c => new FrozenClaim(c.Id, RuleHash.Of(c, scale)))],
            [.. ordered.Select((c, index) => new FrozenCell(index, levels.GetValueOrDefault(c.Id), c.State, c.Key, c.Id,
                c.State == PlannedState.ToRun ? [.. c.Requires.Select(r => indices[r])] : [], c.Reason))]);
    }
}
