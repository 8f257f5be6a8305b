namespace InverseRepro.HierarchicalQuantization.Quantization;

/// <summary>How codes follow the vectors assigned to them.</summary>
public enum CodebookLearning
{
    /// <summary>Exponential moving average of counts and sums (van den Oord et al. 2017, appendix A.1).</summary>
    MovingAverage,

    /// <summary>Codes are parameters, and the quantisation loss reaches them as well as the encoder.</summary>
    Gradient,

    /// <summary>Codes stay as they were initialised.</summary>
    Frozen,
}
