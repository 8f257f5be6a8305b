namespace InverseRepro.Vision.Metrics.Perceptual;

/// <summary>The published versions of LPIPS; they differ in their linear weights and in whether pictures are scaled for the network.</summary>
public enum LpipsVersion
{
    /// <summary>0.0, the first release, which did not scale pictures.</summary>
    V00,

    /// <summary>0.1.</summary>
    V01,
}
