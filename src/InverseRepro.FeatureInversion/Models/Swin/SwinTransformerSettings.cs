using System.Text.Json.Serialization;

namespace InverseRepro.FeatureInversion.Models.Swin;

/// <summary>The size of a <see cref="SwinTransformer"/>; lists have one entry for each stage.</summary>
/// <param name="ImageSize">Pixels; a multiple of <paramref name="PatchSize"/>.</param>
/// <param name="EmbedDim">Width of the first stage; each later one is twice as wide.</param>
/// <param name="NumHeads">Each divides its stage's width.</param>
/// <param name="Windows">Tokens of a window; larger ones shrink to the stage's grid.</param>
/// <param name="MlpRatio">Hidden width of the MLP over the stage's.</param>
public sealed record SwinTransformerSettings(GridSize ImageSize, int PatchSize, int EmbedDim, IReadOnlyList<int> Depths,
    IReadOnlyList<int> NumHeads, IReadOnlyList<GridSize> Windows, int NumClasses, int InChans = 3, double MlpRatio = 4, bool QkvBias = true,
    double LayerNormEps = 1e-5)
{
    /// <summary>Whether windows larger than a stage's grid are kept, with padding, instead of shrinking.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] // left out of a cell's settings where it is as in the published networks
    public bool AlwaysPartition { get; init; }

    public int Stages => Depths.Count;

    public GridSize PatchGrid => ImageSize / PatchSize;

    /// <summary>Tokens of a stage's output, from stage 0.</summary>
    public GridSize Grid(int stage) => Enumerable.Range(0, stage).Aggregate(PatchGrid, (grid, _) => grid.HalvedUp);

    /// <summary>Channels of a stage's output, from stage 0.</summary>
    public int Width(int stage) => EmbedDim << stage;
}
