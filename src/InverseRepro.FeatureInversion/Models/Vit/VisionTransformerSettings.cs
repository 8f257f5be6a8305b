namespace InverseRepro.FeatureInversion.Models.Vit;

/// <summary>The size of a <see cref="VisionTransformer"/>.</summary>
/// <param name="ImageSize">Pixels a side; a multiple of <paramref name="PatchSize"/>.</param>
/// <param name="EmbedDim">Width D; a multiple of <paramref name="NumHeads"/>.</param>
/// <param name="MlpRatio">Hidden width of the MLP over D.</param>
/// <param name="LayerNormEps">1e-6 in timm's ViT.</param>
/// <param name="NoEmbedClass">Whether positions are added before the class token is prepended, which then has none (DeiT-III).</param>
/// <param name="LayerScaleInit">Initial factor of every residual branch (1e-6 in DeiT-III); null: no layer scale.</param>
public sealed record VisionTransformerSettings(int ImageSize, int PatchSize, int EmbedDim, int Depth, int NumHeads, int NumClasses,
    int InChans = 3, double MlpRatio = 4, bool QkvBias = true, double LayerNormEps = 1e-6,
    bool NoEmbedClass = false, double? LayerScaleInit = null)
{
    public int GridSize => ImageSize / PatchSize;

    /// <summary>Tokens that have a position: those of the patches, and the class token's unless <see cref="NoEmbedClass"/>.</summary>
    public int Positions => GridSize * GridSize + (NoEmbedClass ? 0 : 1);
}
