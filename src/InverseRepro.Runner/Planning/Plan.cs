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

    public bool Has(CellId cell) => _byId.ContainsKey(cell);

    public PlannedCell this[CellId cell] => _byId[cell];

    /// <summary>One line a cell, in the order they would run: what <c>--plan</c> prints.</summary>
    public IEnumerable<string> Listing() => Cells.Select(c =>
        $"{Mark(c.State)} {c.Id}{(c.State == PlannedState.Stored ? "" : $": {c.Reason}")}");

    private static string Mark(PlannedState state) => state switch
    {
        PlannedState.Stored => "stored ",
        PlannedState.ToRun => "run    ",
        _ => "missing",
    };
}
