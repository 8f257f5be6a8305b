using InverseRepro.Vision.DataSets;

namespace InverseRepro.Vision.Splits;

/// <summary>Pictures of three disjoint splits: modules are trained on the first, chosen on the second, reported on the third.</summary>
/// <param name="ImageSize">Pixels a side.</param>
/// <param name="Mean">Of the normalisation before the network, the same for each channel; pictures are in [0, 1].</param>
/// <param name="MaxObjects">Most objects of a rendered scene; the class of the main one is the picture's.</param>
/// <param name="TypicalHue">Probability that a rendered object has the hue of its class.</param>
public sealed record ImageDataSettings(ImageSource Source, int ImageSize, int Channels, int Classes, int Train, int Select, int Report,
    double Mean = 0.5, double Std = 0.5, int MaxObjects = 2, double TypicalHue = 0.85)
{
    /// <summary>How scenes are rendered, where they are.</summary>
    public SceneSettings Scenes => new(ImageSize, Classes, MinObjects: 1, MaxObjects, TypicalHue);
}
