namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>
/// Between the two linear layers of a transformer layer. facebookresearch/detr lists "glu" too, but its halves do not fit the
/// second layer, so that no network has it.
/// </summary>
public enum TransformerActivation
{
    /// <summary>max(x, 0), the published networks'.</summary>
    Relu,

    /// <summary>x Φ(x), exact.</summary>
    Gelu,
}
