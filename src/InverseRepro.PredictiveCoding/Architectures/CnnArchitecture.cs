using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Models;
using InverseRepro.PredictiveCoding.Models.Cnn;
using InverseRepro.Vision.Splits;

namespace InverseRepro.PredictiveCoding.Architectures;

/// <summary>The reference's small convolutional modules, for pictures of 28×28 or 14×14 pixels.</summary>
/// <param name="Channels">Of the hidden layers; 16 in the reference.</param>
/// <param name="LatentChannels">Of the latent; 16 in the reference.</param>
public sealed record CnnArchitecture(int Channels, int LatentChannels) : CreArchitecture
{
    // Pooling takes 28 pixels a side to 4, 14 to 2.
    public override int LatentSize(ImageDataSettings data) => LatentChannels * (data.ImageSize / 7) * (data.ImageSize / 7);

    public override double Macs(ImageDataSettings data) => CnnEncoder.Macs(data.Channels, data.ImageSize, EncoderBlocks) + ModuleMacs(data);

    public override double ModuleMacs(ImageDataSettings data) =>
        CnnDecoder.Macs(LatentChannels, data.ImageSize / 7, DecoderBlocks(data)) + LatentSize(data) * data.Classes;

    public override CreNetwork Build(ImageDataSettings data, Seed seed)
    {
        if (data.ImageSize is not (14 or 28))
            throw new ArgumentException($"Small convolutional modules are for pictures of 14 or 28 pixels a side, not {data.ImageSize}.", nameof(data));
        var network = new Cre(new CnnEncoder(data.Channels, EncoderBlocks), new CnnDecoder(LatentChannels, DecoderBlocks(data)),
            new SmallCnnClassifier(LatentSize(data), data.Classes));
        Initialise.TorchDefaults(network, seed);
        return network;
    }

    private CnnEncoderBlock[] EncoderBlocks =>
        [.. CnnEncoder.Small.Zip([Channels, Channels, LatentChannels], (block, width) => block with { Channels = width })];

    private CnnDecoderBlock[] DecoderBlocks(ImageDataSettings data)
    {
        var growth = data.ImageSize == 28 ? CnnDecoder.Small : [new(Channels, 2, 1, 1), new(Channels, 2, 1, 0), new(1, 2, 1, 1)]; // 2 → 4 → 7 → 14
        return [.. growth.Zip([Channels, Channels, data.Channels], (block, width) => block with { Channels = width })];
    }
}
