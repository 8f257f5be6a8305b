namespace InverseRepro.PredictiveCoding.Models.Vit;

/// <summary>The size of a <see cref="CreVit"/>.</summary>
/// <param name="ImageSize">Pixels a side; a multiple of <paramref name="PatchSize"/>.</param>
/// <param name="EmbedDim">Width D of encoder and latent; a multiple of 4 and of <paramref name="NumHeads"/>.</param>
/// <param name="DecoderEmbedDim">The decoder's width; a multiple of 4 and of <paramref name="DecoderNumHeads"/>.</param>
public sealed record CreVitSettings(int ImageSize, int PatchSize, int InChans, int EmbedDim, int Depth, int NumHeads,
    int DecoderEmbedDim, int DecoderDepth, int DecoderNumHeads, double MlpRatio = 4, int NumClasses = 10, bool QkvBias = true,
    double LayerNormEps = 1e-5)
{
    /// <summary>Patches a side.</summary>
    public int Grid => ImageSize / PatchSize;
}
