using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Models.Detr;
using InverseRepro.FeatureInversion.Training.Detection;
using InverseRepro.Vision.Detection;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Architectures;

/// <summary>
/// DETR on pictures of one size: backbone, encoder, decoder and detections. Transposed convolutions invert the backbone, an
/// encoder and a decoder of as many layers those of the target, three linear layers the heads.
/// </summary>
/// <param name="Network">With a <see cref="ConvStemSettings"/> as backbone.</param>
/// <param name="ImageSize">Pixels a side.</param>
/// <param name="BackboneChannels">Of the inverse backbone: a 1×1 layer, then one for each halving of the picture.</param>
/// <param name="DetectorWidth">Hidden width of the inverse detector.</param>
public sealed record DetrArchitecture(DetrSettings Network, int ImageSize, IReadOnlyList<int> BackboneChannels, int DetectorWidth) : Architecture
{
    public override IReadOnlyList<string> Stages =>
        ["bb_emb", $"encoder.tokens.{Network.EncoderLayers - 1}", $"decoder.tokens.{Network.DecoderLayers - 1}", "detections"];

    public override IReadOnlyList<string> Layers =>
        [.. DecodableLayers, .. Enumerable.Range(0, Network.DecoderLayers).Select(i => $"decoder.tokens.{i}")];

    public override IReadOnlyList<string> DecodableLayers =>
        ["bb_emb", .. Enumerable.Range(0, Network.EncoderLayers).Select(i => $"encoder.tokens.{i}")];

    public override int DepthOf(string layer) => layer.StartsWith("decoder.", StringComparison.Ordinal) ? 3 : 2;

    private int Side => ImageSize >> (BackboneChannels.Count - 1);

    private double Tokens => (double)Side * Side;

    private InverseTransformerSettings InverseTransformer(int depth) =>
        new(Network.HiddenDim, Network.NumHeads, depth, Network.DimFeedforward, Network.NumQueries) { Grid = (Side, Side) };

    /// <summary>As facebookresearch/detr: Xavier in the transformer, PyTorch's own elsewhere.</summary>
    public override StagedModule Build(Seed seed)
    {
        var network = new Detr(Network);
        Initialise.TorchDefaults(network, seed);
        return network;
    }

    public override IReadOnlyList<double> InverseMacs() => [BackboneMacs(), EncoderMacs(), DecoderMacs(), DetectorMacs()];

    public override IReadOnlyList<long[]> StageShapes() =>
    [
        [Side * Side, Network.HiddenDim], [Side * Side, Network.HiddenDim], [Network.NumQueries, Network.HiddenDim],
        [Network.NumQueries, Network.NumClasses + 1 + 4],
    ];

    public override double TaskScore(StagedModule network, Tensor images, ImageSplit truth) =>
        CocoEvaluation.Evaluate(DetectorEvaluation.Detect((Detr)network, DetectionSplit.Of(truth, images))).Ap50;

    protected override IEnumerable<nn.Module<Tensor, Tensor>> InverseModules()
    {
        yield return new InverseDetrBackbone(InverseDetrBackboneSettings.BatchNormalized(Network.HiddenDim, BackboneChannels) with { Grid = (Side, Side) });
        yield return new InverseTransformerEncoder(InverseTransformer(Network.EncoderLayers));
        yield return new InverseTransformerDecoder(InverseTransformer(Network.DecoderLayers));
        yield return new InverseDetector(Network.NumClasses, DetectorWidth, Network.HiddenDim);
    }

    /// <summary>A transposed convolution takes in·out·k² for each input pixel.</summary>
    private double BackboneMacs()
    {
        double macs = 0, pixels = Tokens, inputs = Network.HiddenDim;
        foreach (var up in InverseDetrBackboneSettings.BatchNormalized(Network.HiddenDim, BackboneChannels).Upsamplers)
        {
            macs += pixels * inputs * up.Channels * up.Kernel * up.Kernel;
            pixels *= up.Stride * up.Stride;
            inputs = up.Channels;
        }
        return macs;
    }

    /// <summary>Per layer the projections and products of one attention, and the feed-forward part: L·2DF.</summary>
    private double EncoderMacs() => Network.EncoderLayers * (AttentionMacs(Tokens, Tokens) + FeedForwardMacs);

    /// <summary>Queries are the places of the map, memory the target's queries.</summary>
    private double DecoderMacs() =>
        Network.DecoderLayers * (AttentionMacs(Tokens, Tokens) + AttentionMacs(Tokens, Network.NumQueries) + FeedForwardMacs);

    private double DetectorMacs() => Network.NumQueries *
        ((Network.NumClasses + 5.0) * DetectorWidth + DetectorWidth * DetectorWidth / 2.0 + DetectorWidth / 2.0 * Network.HiddenDim);

    private double FeedForwardMacs => Tokens * 2 * Network.HiddenDim * Network.DimFeedforward;

    private double AttentionMacs(double queries, double keys)
    {
        double d = Network.HiddenDim;
        return (2 * queries + 2 * keys) * d * d + 2 * queries * keys * d;
    }
}
