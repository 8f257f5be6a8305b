using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Models;
using InverseRepro.PredictiveCoding.Models.Cnn;
using InverseRepro.Vision.Splits;

namespace InverseRepro.PredictiveCoding.Architectures;

/// <summary>The reference's large convolutional modules, for pictures of 32×32 pixels. Without dropout, as in the reference's script.</summary>
public sealed record LargeCnnArchitecture : CreArchitecture
{
    private const int Side = 32, LatentSide = 4;

    public override int LatentSize(ImageDataSettings data) => CnnEncoder.Large[^1].Channels * LatentSide * LatentSide;

    public override double Macs(ImageDataSettings data) => CnnEncoder.Macs(data.Channels, Side, CnnEncoder.Large) + ModuleMacs(data);

    public override double ModuleMacs(ImageDataSettings data) => CnnDecoder.Macs(CnnEncoder.Large[^1].Channels, LatentSide, DecoderBlocks(data)) + LargeCnnClassifier.Macs(LatentSide);

    public override CreNetwork Build(ImageDataSettings data, Seed seed)
    {
        if (data.ImageSize != Side)
            throw new ArgumentException($"Large convolutional modules are for pictures of {Side} pixels a side, not {data.ImageSize}.", nameof(data));
        var network = new Cre(
            new CnnEncoder(data.Channels, CnnEncoder.Large),
            new CnnDecoder(CnnEncoder.Large[^1].Channels, DecoderBlocks(data)),
            new LargeCnnClassifier(classes: data.Classes, dropout: 0));
        Initialise.TorchDefaults(network, seed);
        return network;
    }

    private static CnnDecoderBlock[] DecoderBlocks(ImageDataSettings data) =>
        [.. CnnDecoder.Large.SkipLast(1), CnnDecoder.Large[^1] with { Channels = data.Channels }];
}
