namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>The size of a <see cref="Detr"/>; the defaults are the published networks'.</summary>
/// <param name="NumClasses">Largest class number plus one; "no object" comes after it.</param>
/// <param name="NumQueries">Objects that can be found in an image.</param>
/// <param name="HiddenDim">Width D; a multiple of <paramref name="NumHeads"/> and of 4.</param>
/// <param name="Dropout">Probability in the transformer's layers, in training alone.</param>
public sealed record DetrSettings(BackboneSettings Backbone, int NumClasses = 91, int NumQueries = 100, int HiddenDim = 256, int NumHeads = 8,
    int EncoderLayers = 6, int DecoderLayers = 6, int DimFeedforward = 2048, double Dropout = 0.1);
