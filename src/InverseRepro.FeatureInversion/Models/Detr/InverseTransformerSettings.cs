namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>The size of an <see cref="InverseTransformerEncoder"/> or <see cref="InverseTransformerDecoder"/>; the defaults are the published modules'.</summary>
/// <param name="Width">D; a multiple of <paramref name="NumHeads"/> and of 4.</param>
/// <param name="NumQueries">Embeddings of the decoder that is inverted.</param>
/// <param name="Dropout">Probability, in training alone.</param>
public sealed record InverseTransformerSettings(int Width = 256, int NumHeads = 8, int Depth = 6, int DimFeedforward = 2048, int NumQueries = 100,
    double Dropout = 0)
{
    /// <summary>Height and width of the feature map of pictures without padding.</summary>
    public (int Rows, int Columns) Grid { get; init; } = (15, 20);

    /// <summary>Whether norms precede a layer's parts.</summary>
    public bool PreNorm { get; init; }

    public TransformerActivation Activation { get; init; }

    /// <summary>Whether a norm follows the last layer.</summary>
    public bool FinalNorm { get; init; }

    internal TransformerLayerSettings Layer => new(Width, NumHeads, DimFeedforward, Dropout, PreNorm, Activation);
}
