namespace InverseRepro.HierarchicalQuantization.Quantization;

/// <summary>How the decoder's gradient passes the quantiser, which has none of its own.</summary>
public enum GradientEstimator
{
    /// <summary>Copied from code to vector.</summary>
    StraightThrough,

    /// <summary>Rotated and scaled as the vector is to become its code (Fifty et al. 2024).</summary>
    RotationTrick,
}
