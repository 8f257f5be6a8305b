using System.Globalization;
using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Models.Swin;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Architectures;

/// <summary>
/// Swin: the patch embedding, inverted by transposed convolutions, and the stages, each inverted by one as deep and with its
/// windows. A merged grid has even sides, or splitting could not give it back.
/// </summary>
/// <param name="BackboneChannels">Output channels of the inverse backbone's transposed convolutions.</param>
/// <param name="BackboneStrides">Their kernels and strides; the product is the patch size.</param>
public sealed record SwinArchitecture(SwinTransformerSettings Network, IReadOnlyList<int> BackboneChannels, IReadOnlyList<int> BackboneStrides) : Architecture
{
    public override IReadOnlyList<string> Stages => ["patch_embed", .. StageNumbers.Select(stage => $"layers.{stage}")];

    public override IReadOnlyList<string> Layers => ["patch_embed", .. StageNumbers.SelectMany(Blocks)];

    public override IReadOnlyList<string> DecodableLayers => ["patch_embed", .. Blocks(0)];

    /// <summary>The embedding goes through the first stage's inverse too, as the blocks of its shape do.</summary>
    public override int DepthOf(string layer) => layer == "patch_embed" ? 2 : 2 + int.Parse(layer.Split('.')[1], CultureInfo.InvariantCulture);

    private IEnumerable<int> StageNumbers => Enumerable.Range(0, Network.Stages);

    public override StagedModule Construct() => new SwinTransformer(Network);

    /// <summary>Truncated normal of deviation 0.02, as timm's.</summary>
    public override StagedModule Build(Seed seed)
    {
        var network = Construct();
        Initialise.TruncatedNormal(network, seed, std: 0.02);
        return network;
    }

    public override IReadOnlyList<double> InverseMacs() => [TransposedConvolutions.Macs(Network.PatchGrid.Area, Network.EmbedDim, BackboneChannels, BackboneStrides), .. StageNumbers.Select(StageMacs)];

    public override IReadOnlyList<int> InverseLayers() => [BackboneChannels.Count, .. Network.Depths];

    /// <summary>Merging patches takes as much as splitting them.</summary>
    public override double TargetMacs() =>
        StageNumbers.Sum(StageMacs) + (double)Network.PatchGrid.Area * Network.EmbedDim * Network.InChans * Network.PatchSize * Network.PatchSize;

    public override IReadOnlyList<long[]> StageShapes() => [Shape(0), .. StageNumbers.Select(Shape)];

    public override double TaskScore(StagedModule network, Tensor images, ImageSplit truth) =>
        ClassifierTraining.Accuracy(network, images, truth.Labels);

    /// <exception cref="ArgumentException">A grid with an odd side is merged.</exception>
    protected override IEnumerable<nn.Module<Tensor, Tensor>> InverseModules()
    {
        foreach (var grid in StageNumbers.SkipLast(1).Select(Network.Grid))
            if (grid.Height % 2 + grid.Width % 2 > 0)
                throw new ArgumentException($"Swin merges a grid of {grid} tokens, whose odd side splitting cannot give back; "
                    + "choose an image size whose grids are even.");
        yield return new InverseSwinBackbone(Network.EmbedDim, BackboneChannels, BackboneStrides);
        foreach (var stage in StageNumbers)
            yield return new InverseSwinStage(Network.Width(stage), stage == 0 ? null : Network.Width(stage - 1), Network.Grid(stage),
                Network.Depths[stage], Network.NumHeads[stage], Network.Windows[stage], Network.MlpRatio, Network.QkvBias, Network.LayerNormEps);
    }

    private IEnumerable<string> Blocks(int stage) => Enumerable.Range(0, Network.Depths[stage]).Select(block => $"layers.{stage}.blocks.{block}");

    private long[] Shape(int stage) => [Network.Grid(stage).Height, Network.Grid(stage).Width, Network.Width(stage)];

    /// <summary>
    /// Per block, with P tokens after padding in windows of A: 4·P·D² for the attention's projections, 2·P·A·D for the attention
    /// and 2·r·L·D² for the MLP; then L·D·4·D/2 for splitting.
    /// </summary>
    private double StageMacs(int stage)
    {
        double tokens = Network.Grid(stage).Area, d = Network.Width(stage);
        var blocks = Enumerable.Range(0, Network.Depths[stage]).Sum(i =>
        {
            var layout = WindowLayout.Of(Network.Grid(stage), Network.Windows[stage], shifted: i % 2 == 0);
            double area = layout.Window.Area, padded = layout.Windows.Area * area;
            return 4 * padded * d * d + 2 * padded * area * d + 2 * Network.MlpRatio * tokens * d * d;
        });
        return blocks + (stage == 0 ? 0 : 2 * tokens * d * d);
    }
}
