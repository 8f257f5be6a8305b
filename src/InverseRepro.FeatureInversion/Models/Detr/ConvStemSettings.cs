using InverseRepro.Engine.Staging;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>The size of a <see cref="ConvStem"/>.</summary>
/// <param name="Channels">Of each convolution, which halves the map: three make a stride of 8.</param>
/// <param name="BatchNorm">Whether each convolution is followed by an ordinary, trained batch norm.</param>
public sealed record ConvStemSettings(IReadOnlyList<int> Channels, bool BatchNorm = true) : BackboneSettings
{
    public override int OutChannels => Channels[^1];

    public override double Macs(double pixels)
    {
        double macs = 0, inputs = 3;
        foreach (var channels in Channels)
        {
            pixels /= 4;
            macs += pixels * inputs * channels * 9;
            inputs = channels;
        }
        return macs;
    }

    public override StagedModule Build() => new ConvStem(this);
}
