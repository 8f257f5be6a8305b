namespace InverseRepro.Runner;

/// <summary>Where a planned cell stands when a run ends.</summary>
public enum CellState
{
    /// <summary>Its measurements are in the store, from this run or an earlier one.</summary>
    Measured,

    /// <summary>It ran and failed.</summary>
    Failed,

    /// <summary>A cell it requires failed.</summary>
    Blocked,

    /// <summary>Data is missing.</summary>
    NotMeasurable,

    /// <summary>The run was interrupted before it ended.</summary>
    Interrupted,
}
