using InverseRepro.Vision.Splits;
namespace InverseRepro.FeatureInversion.Data;

/// <summary>Rendered scenes for a detector, in three disjoint splits as <see cref="ImageDataSettings"/> has them.</summary>
/// <param name="ImageSize">Pixels a side.</param>
/// <param name="MaxObjects">Scenes hold 1 to this many objects.</param>
/// <param name="Mean">Of the normalisation before the network, the same for each channel; pictures are in [0, 1].</param>
public sealed record DetectionDataSettings(int ImageSize, int Classes, int MaxObjects, int Train, int Select, int Report, double Mean = 0.5, double Std = 0.5);
