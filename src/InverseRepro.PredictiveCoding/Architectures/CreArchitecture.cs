using System.Text.Json.Serialization;
using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Models;
using InverseRepro.Vision.Splits;

namespace InverseRepro.PredictiveCoding.Architectures;

/// <summary>One member of the family of classification-reconstruction encoders. Experiments know networks through this alone.</summary>
[JsonDerivedType(typeof(FcArchitecture), "fc")]
[JsonDerivedType(typeof(CnnArchitecture), "cnn")]
[JsonDerivedType(typeof(LargeCnnArchitecture), "large-cnn")]
[JsonDerivedType(typeof(VitArchitecture), "vit")]
public abstract record CreArchitecture
{
    /// <summary>Numbers in the latent of one picture.</summary>
    public abstract int LatentSize(ImageDataSettings data);

    /// <summary>Multiply-accumulates that one picture takes through all three modules.</summary>
    public abstract double Macs(ImageDataSettings data);

    /// <summary>Of these, those of decoder and classifier.</summary>
    public abstract double ModuleMacs(ImageDataSettings data);

    /// <summary>The network for such pictures with the weights that training starts from, a function of the seed.</summary>
    public abstract CreNetwork Build(ImageDataSettings data, Seed seed);
}
