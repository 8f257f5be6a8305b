namespace InverseRepro.MambaLength.Data;

/// <summary>Where the drawings of an experiment come from.</summary>
public enum DrawingSource
{
    /// <summary>Drawn from the cell's seed; new ones for every seed.</summary>
    Strokes,

    /// <summary>Omniglot under the data root: the background set trains, the evaluation set reports, the same drawings for every seed.</summary>
    Omniglot,
}
