using System.Text.Json.Serialization;
using InverseRepro.Engine.Staging;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>What makes the feature map of a <see cref="Detr"/>.</summary>
[JsonDerivedType(typeof(ResNetSettings), "resnet")]
[JsonDerivedType(typeof(ConvStemSettings), "conv-stem")]
public abstract record BackboneSettings
{
    /// <summary>Channels of the feature map.</summary>
    public abstract int OutChannels { get; }

    /// <summary>The untrained network: N×3×H×W → N×<see cref="OutChannels"/>×h×w.</summary>
    public abstract StagedModule Build();

    /// <summary>Forward multiply-accumulates for a picture of so many pixels, shortcuts left out.</summary>
    public abstract double Macs(double pixels);
}
