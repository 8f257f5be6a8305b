namespace InverseRepro.FeatureInversion.Data;

/// <summary>Photographs in three disjoint splits, brought to the size that a published network takes.</summary>
/// <param name="Height">In pixels.</param>
/// <param name="Width">In pixels.</param>
/// <param name="CropFraction">What part of the shorter side the centred square keeps (timm); null: pictures are stretched to the size.</param>
/// <param name="Train">Pictures trained on; null: all that the selection leaves.</param>
/// <param name="Mean">Of each channel, for the normalisation of pictures in [0, 1].</param>
public sealed record PhotographSettings(PictureCollection Collection, int Height, int Width, double? CropFraction, int? Train, int Select, int Report,
    IReadOnlyList<float> Mean, IReadOnlyList<float> Std);
