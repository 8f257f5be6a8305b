using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Runner.Planning;

/// <summary>Finds what must run so that the wanted cells are in the store.</summary>
public sealed class Planner(ExperimentCatalog catalog, CellEnvironment environment, IStore store, ArtefactStore artefacts)
{
    /// <summary>
    /// The wanted cells and those that must run before them. A stored cell's own requirements are left out unless they are
    /// wanted themselves: its measurements do not need them again.
    /// </summary>
    /// <param name="whole">Whether what cells that cannot be measured here require is planned too, so that nothing is left out of the sum.</param>
    /// <exception cref="RunnerException">An unknown experiment or variant, or cells that require each other.</exception>
    public Plan Plan(IEnumerable<CellId> wanted, bool whole = false)
    {
        var graph = new RequirementGraph(catalog, environment);
        var planned = new Dictionary<CellId, PlannedCell>();
        var order = new List<PlannedCell>();
        foreach (var id in wanted)
            Add(graph.Node(id), whole, planned, order);
        return new Plan(order);
    }

    private void Add(RequirementGraph.CellNode node, bool whole, Dictionary<CellId, PlannedCell> planned, List<PlannedCell> order)
    {
        if (planned.ContainsKey(node.Id))
            return;
        var cell = Judge(node);
        if (cell.State == PlannedState.ToRun || (whole && cell.State == PlannedState.NotMeasurable))
        {
            foreach (var required in node.Requires)
                Add(required, whole, planned, order);
        }
        planned.Add(node.Id, cell);
        order.Add(cell);
    }

    private PlannedCell Judge(RequirementGraph.CellNode node)
    {
        var (state, reason, stored) = node.Key is null
            ? (PlannedState.NotMeasurable, string.Join("; ", node.Missing.Select(m => m.Problem)), null)
            : Look(node.Key);
        return new PlannedCell(node.Id, node.Key, node.SettingsJson, [.. node.Requires.Select(r => r.Id)], state, reason, stored)
        {
            IsTimed = catalog.Of(node.Id).IsTimed,
            Missing = node.Missing,
        };
    }

    private (PlannedState, string, CellRecord?) Look(string key)
    {
        if (store.Find(key) is not { } record)
            return (PlannedState.ToRun, PlannedCell.NotInStore, null);
        var damage = record.Artefacts.Select(a => (a.Name, Problem: artefacts.Problem(a))).FirstOrDefault(a => a.Problem is not null);
        return damage.Problem is null
            ? (PlannedState.Stored, "in the store", record)
            : (PlannedState.ToRun, $"its artefact '{damage.Name}' {damage.Problem}", null);
    }
}
