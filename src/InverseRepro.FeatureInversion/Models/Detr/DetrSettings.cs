using System.Text.Json.Serialization;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>The size of a <see cref="Detr"/>; the defaults are the published networks'.</summary>
/// <param name="NumClasses">Largest class number plus one; "no object" comes after it.</param>
/// <param name="NumQueries">Objects that can be found in an image.</param>
/// <param name="HiddenDim">Width D; a multiple of <paramref name="NumHeads"/> and of 4.</param>
/// <param name="Dropout">Probability in the transformer's layers, in training alone.</param>
public sealed record DetrSettings(BackboneSettings Backbone, int NumClasses = 91, int NumQueries = 100, int HiddenDim = 256, int NumHeads = 8,
    int EncoderLayers = 6, int DecoderLayers = 6, int DimFeedforward = 2048, double Dropout = 0.1)
{
    // What follows is left out of a cell's settings where it is as in the published networks.
    private const JsonIgnoreCondition Unusual = JsonIgnoreCondition.WhenWritingDefault;

    /// <summary>Whether the transformer's norms precede its parts, with one more at the end of the encoder.</summary>
    [JsonIgnore(Condition = Unusual)]
    public bool PreNorm { get; init; }

    [JsonIgnore(Condition = Unusual)]
    public TransformerActivation Activation { get; init; }

    /// <summary>Whether rows and columns have learned embeddings, at most 50 of each, instead of sines.</summary>
    [JsonIgnore(Condition = Unusual)]
    public bool LearnedPositions { get; init; }

    internal TransformerLayerSettings Layer => new(HiddenDim, NumHeads, DimFeedforward, Dropout, PreNorm, Activation);
}
