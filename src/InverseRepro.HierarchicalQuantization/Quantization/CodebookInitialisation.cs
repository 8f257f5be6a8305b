namespace InverseRepro.HierarchicalQuantization.Quantization;

/// <summary>Where the first codes come from.</summary>
public enum CodebookInitialisation
{
    /// <summary>Kaiming-uniform of a 1×K×D tensor as PyTorch counts its fan-in: uniform in ±√(6 / (K·D)).</summary>
    KaimingUniform,

    /// <summary>Lloyd's algorithm on the first training batch; until then the codebook cannot be used.</summary>
    KMeans,
}
