namespace InverseRepro.Vision;

/// <summary>The filters by which PIL resizes, each as wide as the reduction.</summary>
public enum Interpolation
{
    /// <summary>A triangle of radius 1.</summary>
    Bilinear,

    /// <summary>Keys' cubic with a = −0.5, of radius 2.</summary>
    Bicubic,
}
