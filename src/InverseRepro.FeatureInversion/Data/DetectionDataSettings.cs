using InverseRepro.Vision.Splits;
namespace InverseRepro.FeatureInversion.Data;

/// <summary>Pictures for a detector, in three disjoint splits as <see cref="ImageDataSettings"/> has them.</summary>
/// <param name="ImageSize">Pixels a side.</param>
/// <param name="MaxObjects">Scenes hold 1 to this many objects; of photographs the largest so many count.</param>
/// <param name="Mean">Of the normalisation before the network, the same for each channel; pictures are in [0, 1].</param>
public sealed record DetectionDataSettings(int ImageSize, int Classes, int MaxObjects, int Train, int Select, int Report, double Mean = 0.5, double Std = 0.5)
{
    /// <summary>Rendered scenes or photographs of COCO.</summary>
    public ImageSource Source { get; init; } = ImageSource.ShapeScenes;

    /// <summary>The same for an experiment that does not detect.</summary>
    public ImageDataSettings ToImages() => new(Source, ImageSize, Channels: 3, Classes, Train, Select, Report, Mean, Std, MaxObjects);
}
