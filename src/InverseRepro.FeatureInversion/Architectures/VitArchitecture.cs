using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Models.Vit;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Architectures;

/// <summary>
/// ViT and DeiT: the embedding and groups of blocks. The backbone is inverted by transposed convolutions, each group by an
/// encoder of as many blocks, so that every stage but the first has modules of equal capacity.
/// </summary>
/// <param name="BackboneChannels">Output channels of the inverse backbone's transposed convolutions.</param>
/// <param name="BackboneStrides">Their kernels and strides; the product is the patch size.</param>
/// <param name="GroupDepth">Blocks of a group, and of the encoder that inverts it.</param>
/// <param name="LayerPrefix">What the network calls its blocks.</param>
public sealed record VitArchitecture(VisionTransformerSettings Network, IReadOnlyList<int> BackboneChannels, IReadOnlyList<int> BackboneStrides,
    int GroupDepth, int InverseDepth, string LayerPrefix = "blocks") : Architecture
{
    public override IReadOnlyList<string> Stages =>
        ["embedding", .. Enumerable.Range(1, Groups).Select(g => $"{LayerPrefix}.{g * GroupDepth - 1}")];

    public override IReadOnlyList<string> Layers => ["embedding", .. Enumerable.Range(0, Network.Depth).Select(i => $"{LayerPrefix}.{i}")];

    public override IReadOnlyList<string> DecodableLayers => Layers;

    /// <summary>Groups are of one shape, so that every layer can be taken for the last.</summary>
    public override int DepthOf(string layer) => Stages.Count;

    private int Groups => Network.Depth / GroupDepth;

    private long Tokens => 1 + Network.GridSize * Network.GridSize;

    public override StagedModule Construct() => new VisionTransformer(Network);

    /// <summary>Truncated normal of deviation 0.02, as timm's.</summary>
    public override StagedModule Build(Seed seed)
    {
        var network = Construct();
        Initialise.TruncatedNormal(network, seed, std: 0.02);
        return network;
    }

    public override IReadOnlyList<double> InverseMacs() => [TransposedConvolutions.Macs(Tokens - 1, Network.EmbedDim, BackboneChannels, BackboneStrides), .. Enumerable.Repeat(EncoderMacs(), Groups)];

    public override IReadOnlyList<int> InverseLayers() => [BackboneChannels.Count, .. Enumerable.Repeat(InverseDepth, Groups)];

    public override double TargetMacs() => BlockMacs * Network.Depth + (Tokens - 1.0) * Network.EmbedDim * Network.InChans * Network.PatchSize * Network.PatchSize;

    public override IReadOnlyList<long[]> StageShapes() => [.. Stages.Select(_ => new[] { Tokens, Network.EmbedDim })];

    public override double TaskScore(StagedModule network, Tensor images, ImageSplit truth) =>
        ClassifierTraining.Accuracy(network, images, truth.Labels);

    protected override IEnumerable<nn.Module<Tensor, Tensor>> InverseModules()
    {
        yield return new InverseVitBackbone(Network.EmbedDim, BackboneChannels, BackboneStrides);
        for (var group = 0; group < Groups; group++)
            yield return new InverseVitEncoder(Network.EmbedDim, InverseDepth, Network.NumHeads);
    }

    private double EncoderMacs() => InverseDepth * BlockMacs;

    /// <summary>L·(3D² + D² + 2·4D²) for the projections and 2·L²·D for the attention.</summary>
    private double BlockMacs
    {
        get
        {
            double tokens = Tokens, d = Network.EmbedDim;
            return tokens * 12 * d * d + 2 * tokens * tokens * d;
        }
    }
}
