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

    public override CreNetwork Build(ImageDataSettings data, Seed seed)
    {
        var pixels = data.Channels * data.ImageSize * data.ImageSize;
        var network = new Cre(
            new FcEncoder(FcWidths.Encoder(Encoder, pixels, Latent)),
            new FcDecoder(Widened(FcWidths.Decoder(Decoder, pixels, Latent)), [data.Channels, data.ImageSize, data.ImageSize]),
            new FcClassifier(Widened(FcWidths.Classifier(Classifier, Latent, data.Classes))));
        Initialise.TorchDefaults(network, seed);
        return network;
    }

    private int[] Widened(int[] widths) =>
        [widths[0], .. widths[1..^1].Select(width => (int)Math.Round(width * Widening)), widths[^1]];
}
