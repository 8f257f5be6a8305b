using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Data;

namespace InverseRepro.FeatureInversion.Experiments.Published;

/// <param name="Trained">Whether the network has its published weights, or as a control those that training would start from.</param>
/// <param name="GroupSize">Pictures that one similarity is measured on.</param>
public sealed record PublishedSimilaritySettings(PublishedInversionSettings Inversion, bool Trained, int GroupSize)
{
    public IEnumerable<Requirement> Requirements() => Trained
        ? [PictureFiles.Requirement(Inversion.Pictures.Collection), Inversion.Weights.Requirement()]
        : [PictureFiles.Requirement(Inversion.Pictures.Collection)];
}
