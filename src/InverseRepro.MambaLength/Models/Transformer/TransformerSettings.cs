namespace InverseRepro.MambaLength.Models.Transformer;

/// <summary>The sizes of the transformer baselines.</summary>
/// <param name="Width">D, a multiple of 4 and of <paramref name="NumHeads"/>.</param>
/// <param name="EncoderDepth">Layers that see the patches.</param>
/// <param name="DecoderDepth">Layers that see the queries and, by cross-attention, the patches.</param>
/// <param name="MlpRatio">Hidden units of the feed-forward half over D.</param>
/// <param name="NormEpsilon">Of the norms before self-attention and feed-forward.</param>
/// <param name="CrossNormEpsilon">Of the norm before cross-attention.</param>
/// <param name="LayerScaleInit">Initial factor of every residual branch.</param>
public sealed record TransformerSettings(int Width, int NumHeads, int EncoderDepth, int DecoderDepth, int Channels, int PatchSize, int MlpRatio = 4,
    double NormEpsilon = 1e-6, double CrossNormEpsilon = 1e-5, double LayerScaleInit = 1e-4);
