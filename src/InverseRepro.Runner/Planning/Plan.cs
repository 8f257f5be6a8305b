using InverseRepro.Experiments;

namespace InverseRepro.Runner.Planning;

/// <summary>The cells that the wanted ones need, required cells before those that read them.</summary>
public sealed class Plan
{
    private readonly Dictionary<CellId, PlannedCell> _byId;

    internal Plan(IReadOnlyList<PlannedCell> cells)
    {
        Cells = cells;
        _byId = cells.ToDictionary(c => c.Id);
    }

    public IReadOnlyList<PlannedCell> Cells { get; }

    public IEnumerable<PlannedCell> ToRun => Cells.Where(c => c.State == PlannedState.ToRun);

    public IEnumerable<PlannedCell> NotMeasurable => Cells.Where(c => c.State == PlannedState.NotMeasurable);

    /// <summary>What is missing for cells of this plan, each thing once.</summary>
    public IEnumerable<MissingData> Missing => Cells.SelectMany(c => c.Missing).Distinct();

    public bool Has(CellId cell) => _byId.ContainsKey(cell);

    public PlannedCell this[CellId cell] => _byId[cell];
}
