namespace InverseRepro.Engine.Transformers;

/// <summary>What a <see cref="Block"/> of any width consists of.</summary>
/// <param name="MlpRatio">Hidden width of the MLP over the block's.</param>
/// <param name="LayerScaleInit">Initial factor of both branches; null: no layer scale.</param>
/// <param name="QkNorm">Whether queries and keys pass a layer norm in each head.</param>
/// <param name="ProjectionBias">Whether the attention's output projection and the MLP have biases.</param>
public sealed record BlockSettings(double MlpRatio, bool QkvBias, double LayerNormEps, double? LayerScaleInit = null, bool QkNorm = false,
    bool ProjectionBias = true);
