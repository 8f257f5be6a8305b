namespace InverseRepro.FeatureInversion.Models.Vit;

/// <summary>What the head of a <see cref="VisionTransformer"/> sees.</summary>
public enum TokenPooling
{
    /// <summary>The first token, which is the class token.</summary>
    Token,

    /// <summary>The mean of the patches' tokens.</summary>
    Mean,

    /// <summary>The largest value of each channel among the patches' tokens.</summary>
    Max,

    /// <summary>Halfway between mean and largest.</summary>
    MeanAndMax,
}
