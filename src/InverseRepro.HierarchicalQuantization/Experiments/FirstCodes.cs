namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <summary>What an initialisation from data sees, for networks that have one.</summary>
public enum FirstCodes
{
    /// <summary>The features of the first training batch.</summary>
    Pictures,

    /// <summary>
    /// The features of pictures of noise. An untrained encoder hardly tells them from others, so these codes lie where the data's do.
    /// </summary>
    NoisePictures,

    /// <summary>Standard normal vectors, which know nothing of encoder and data.</summary>
    NoiseVectors,
}
