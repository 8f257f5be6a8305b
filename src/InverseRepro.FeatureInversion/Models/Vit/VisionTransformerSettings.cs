using System.Text.Json.Serialization;
using InverseRepro.Engine.Transformers;

namespace InverseRepro.FeatureInversion.Models.Vit;

/// <summary>The size of a <see cref="VisionTransformer"/>, and what it leaves out or adds.</summary>
/// <param name="ImageSize">Pixels a side; a multiple of <paramref name="PatchSize"/>.</param>
/// <param name="EmbedDim">Width D; a multiple of <paramref name="NumHeads"/>.</param>
/// <param name="NumClasses">0: no head, the network ends with the pooled tokens.</param>
/// <param name="MlpRatio">Hidden width of the MLP over D.</param>
/// <param name="LayerNormEps">1e-6 in timm's ViT.</param>
/// <param name="NoEmbedClass">Whether positions are added before the class token is prepended, which then has none (DeiT-III).</param>
/// <param name="LayerScaleInit">Initial factor of every residual branch (1e-6 in DeiT-III); null: no layer scale.</param>
public sealed record VisionTransformerSettings(int ImageSize, int PatchSize, int EmbedDim, int Depth, int NumHeads, int NumClasses,
    int InChans = 3, double MlpRatio = 4, bool QkvBias = true, double LayerNormEps = 1e-6,
    bool NoEmbedClass = false, double? LayerScaleInit = null)
{
    // What follows is left out of a cell's settings where it is as in every published network here.
    private const JsonIgnoreCondition Unusual = JsonIgnoreCondition.WhenWritingDefault;

    [JsonIgnore(Condition = Unusual)]
    public TokenPooling Pooling { get; init; }

    [JsonIgnore(Condition = Unusual)]
    public bool NoClassToken { get; init; }

    /// <summary>Whether a second token has a head of its own, whose logits are averaged with the class token's (DeiT, distilled).</summary>
    [JsonIgnore(Condition = Unusual)]
    public bool DistillationToken { get; init; }

    /// <summary>Learned tokens that no head sees, after the class token.</summary>
    [JsonIgnore(Condition = Unusual)]
    public int RegisterTokens { get; init; }

    [JsonIgnore(Condition = Unusual)]
    public bool NoPositions { get; init; }

    /// <summary>Whether tokens are normalised before the first block; the patch embedding then has no bias (CLIP).</summary>
    [JsonIgnore(Condition = Unusual)]
    public bool PreNorm { get; init; }

    /// <summary>Whether there is no norm between the last block and the head.</summary>
    [JsonIgnore(Condition = Unusual)]
    public bool NoFinalNorm { get; init; }

    /// <summary>Whether the final norm follows the pooling instead of preceding it.</summary>
    [JsonIgnore(Condition = Unusual)]
    public bool NormAfterPooling { get; init; }

    /// <summary>Whether queries and keys pass a layer norm in each head.</summary>
    [JsonIgnore(Condition = Unusual)]
    public bool QkNorm { get; init; }

    /// <summary>Whether the attention's output projection and the MLP have no biases.</summary>
    [JsonIgnore(Condition = Unusual)]
    public bool NoProjectionBias { get; init; }

    public int GridSize => ImageSize / PatchSize;

    /// <summary>Tokens that have a position: those of the patches, and the class token's unless <see cref="NoEmbedClass"/>.</summary>
    public int Positions => GridSize * GridSize + (NoEmbedClass ? 0 : PrefixTokens);

    /// <summary>Tokens before those of the patches.</summary>
    internal int PrefixTokens => (NoClassToken ? 0 : 1) + (DistillationToken ? 1 : 0) + RegisterTokens;

    internal BlockSettings Block => new(MlpRatio, QkvBias, LayerNormEps, LayerScaleInit, QkNorm, !NoProjectionBias);
}
