using System.Text.Json.Serialization;
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
/// <param name="ImageSize">Pixels a side; the height where there is an <see cref="ImageWidth"/>.</param>
/// <param name="BackboneChannels">Of the inverse backbone: a 1×1 layer, then one for each halving of the picture.</param>
/// <param name="DetectorWidth">Hidden width of the inverse detector.</param>
public sealed record DetrArchitecture(DetrSettings Network, int ImageSize, IReadOnlyList<int> BackboneChannels, int DetectorWidth) : Architecture
{
    // What follows is left out of a cell's settings where it is not used.

    /// <summary>Pixels across, where pictures are not square.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ImageWidth { get; init; }

    /// <summary>Channels of layers of the inverse backbone that keep the size, between the 1×1 layer and those that double it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? KeptChannels { get; init; }

    public override IReadOnlyList<string> Stages =>
        ["bb_emb", $"encoder.tokens.{Network.EncoderLayers - 1}", $"decoder.tokens.{Network.DecoderLayers - 1}", "detections"];

    public override IReadOnlyList<string> Layers =>
        [.. DecodableLayers, .. Enumerable.Range(0, Network.DecoderLayers).Select(i => $"decoder.tokens.{i}")];

    public override IReadOnlyList<string> DecodableLayers =>
        ["bb_emb", .. Enumerable.Range(0, Network.EncoderLayers).Select(i => $"encoder.tokens.{i}")];

    public override int DepthOf(string layer) => layer.StartsWith("decoder.", StringComparison.Ordinal) ? 3 : 2;

    private (int Rows, int Columns) Grid => (ImageSize >> (BackboneChannels.Count - 1), (ImageWidth ?? ImageSize) >> (BackboneChannels.Count - 1));

    private int Tokens => Grid.Rows * Grid.Columns;

    private InverseDetrBackboneSettings InverseBackbone => (KeptChannels is null
        ? InverseDetrBackboneSettings.BatchNormalized(Network.HiddenDim, BackboneChannels)
        : InverseDetrBackboneSettings.EnhancedBatchNormalized(Network.HiddenDim, BackboneChannels[0], KeptChannels, [.. BackboneChannels.Skip(1)])) with
    { Grid = Grid };

    private InverseTransformerSettings InverseTransformer(int depth) =>
        new(Network.HiddenDim, Network.NumHeads, depth, Network.DimFeedforward, Network.NumQueries) { Grid = Grid };

    public override StagedModule Construct() => new Detr(Network);

    /// <summary>As facebookresearch/detr: Xavier in the transformer, PyTorch's own elsewhere.</summary>
    public override StagedModule Build(Seed seed)
    {
        var network = Construct();
        Initialise.TorchDefaults(network, seed);
        return network;
    }

    public override IReadOnlyList<double> InverseMacs() => [BackboneMacs(), EncoderMacs(), DecoderMacs(), DetectorMacs()];

    public override IReadOnlyList<int> InverseLayers() => [BackboneChannels.Count + (KeptChannels?.Count ?? 0), Network.EncoderLayers, Network.DecoderLayers, 1];

    /// <summary>Its decoder has a query for each object and sees the places of the map.</summary>
    public override double TargetMacs() => Network.Backbone.Macs((double)ImageSize * (ImageWidth ?? ImageSize)) + EncoderMacs() + Network.DecoderLayers
        * (AttentionMacs(Network.NumQueries, Network.NumQueries) + AttentionMacs(Network.NumQueries, Tokens)
            + 2.0 * Network.NumQueries * Network.HiddenDim * Network.DimFeedforward);

    public override IReadOnlyList<long[]> StageShapes() =>
    [
        [Tokens, Network.HiddenDim], [Tokens, Network.HiddenDim], [Network.NumQueries, Network.HiddenDim],
        [Network.NumQueries, Network.NumClasses + 1 + 4],
    ];

    public override long[] PictureShape(ImageDataSettings data) => [data.Channels, ImageSize, ImageWidth ?? ImageSize];

    public override double TaskScore(StagedModule network, Tensor images, ImageSplit truth) =>
        CocoEvaluation.Evaluate(DetectorEvaluation.Detect((Detr)network, DetectionSplit.Of(truth, images))).Ap50;

    protected override IEnumerable<nn.Module<Tensor, Tensor>> InverseModules()
    {
        yield return new InverseDetrBackbone(InverseBackbone);
        yield return new InverseTransformerEncoder(InverseTransformer(Network.EncoderLayers));
        yield return new InverseTransformerDecoder(InverseTransformer(Network.DecoderLayers));
        yield return new InverseDetector(Network.NumClasses, DetectorWidth, Network.HiddenDim);
    }

    /// <summary>A transposed convolution takes in·out·k² for each input pixel.</summary>
    private double BackboneMacs()
    {
        double macs = 0, pixels = Tokens, inputs = Network.HiddenDim;
        foreach (var up in InverseBackbone.Upsamplers)
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

    private double FeedForwardMacs => (double)Tokens * 2 * Network.HiddenDim * Network.DimFeedforward;

    private double AttentionMacs(double queries, double keys)
    {
        double d = Network.HiddenDim;
        return (2 * queries + 2 * keys) * d * d + 2 * queries * keys * d;
    }
}
