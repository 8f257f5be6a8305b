using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Models;
using InverseRepro.PredictiveCoding.Models.Fc;
using InverseRepro.Vision.Splits;

namespace InverseRepro.PredictiveCoding.Architectures;

/// <summary>Fully connected modules, each as complex as said.</summary>
/// <param name="Latent">d.</param>
/// <param name="Widening">Of the hidden layers of decoder and classifier; 1 is the reference's width.</param>
public sealed record FcArchitecture(Complexity Encoder, Complexity Decoder, Complexity Classifier, int Latent, double Widening = 1) : CreArchitecture
{
    public FcArchitecture(Complexity complexity, int latent) : this(complexity, complexity, complexity, latent) { }

    public override int LatentSize(ImageDataSettings data) => Latent;

    public override double Macs(ImageDataSettings data)
    {
        var (encoder, decoder, classifier) = Widths(data);
        return Macs(encoder) + Macs(decoder) + Macs(classifier);
    }

    public override double ModuleMacs(ImageDataSettings data)
    {
        var (_, decoder, classifier) = Widths(data);
        return Macs(decoder) + Macs(classifier);
    }

    public override CreNetwork Build(ImageDataSettings data, Seed seed)
    {
        var (encoder, decoder, classifier) = Widths(data);
        var network = new Cre(new FcEncoder(encoder), new FcDecoder(decoder, [data.Channels, data.ImageSize, data.ImageSize]), new FcClassifier(classifier));
        Initialise.TorchDefaults(network, seed);
        return network;
    }

    private (int[] Encoder, int[] Decoder, int[] Classifier) Widths(ImageDataSettings data)
    {
        var pixels = data.Channels * data.ImageSize * data.ImageSize;
        return (FcWidths.Encoder(Encoder, pixels, Latent), Widened(FcWidths.Decoder(Decoder, pixels, Latent)),
            Widened(FcWidths.Classifier(Classifier, Latent, data.Classes)));
    }

    private static double Macs(int[] widths) => widths.Zip(widths.Skip(1), (from, to) => (double)from * to).Sum();

    private int[] Widened(int[] widths) =>
        [widths[0], .. widths[1..^1].Select(width => (int)Math.Round(width * Widening)), widths[^1]];
}
