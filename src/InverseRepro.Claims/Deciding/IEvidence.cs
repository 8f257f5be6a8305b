using InverseRepro.Experiments;

namespace InverseRepro.Claims.Deciding;

/// <summary>Where a decision reads its numbers: the store, a baseline, or a test's table.</summary>
public interface IEvidence
{
    /// <summary>The measurements of a cell by name and index, or null where the cell has not been measured.</summary>
    IReadOnlyDictionary<(string Name, int? Index), double>? Of(CellId cell);
}
