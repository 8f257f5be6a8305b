namespace InverseRepro.FeatureInversion.Models;

/// <summary>The size of a <see cref="VisionTransformer"/>.</summary>
/// <param name="ImageSize">Pixels a side; a multiple of <paramref name="PatchSize"/>.</param>
/// <param name="EmbedDim">Width D; a multiple of <paramref name="NumHeads"/>.</param>
/// <param name="MlpRatio">Hidden width of the MLP over D.</param>
/// <param name="LayerNormEps">1e-6 in timm's ViT.</param>
public sealed record VisionTransformerSettings(int ImageSize, int PatchSize, int EmbedDim, int Depth, int NumHeads, int NumClasses,
    int InChans = 3, double MlpRatio = 4, bool QkvBias = true, double LayerNormEps = 1e-6)
{
    public int GridSize => ImageSize / PatchSize;
}
