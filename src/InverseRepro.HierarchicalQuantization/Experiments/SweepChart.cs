namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <summary>What a picture of a sweep shows.</summary>
public enum SweepChart
{
    /// <summary>The error by the bits of a picture.</summary>
    RateDistortion,

    /// <summary>Perplexity over the number of codes, and the relative quantisation error, by the number that is varied.</summary>
    Usage,
}
