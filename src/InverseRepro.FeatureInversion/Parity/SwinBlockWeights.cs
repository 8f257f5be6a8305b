using InverseRepro.Engine.Parity;
using InverseRepro.FeatureInversion.Models.Swin;

namespace InverseRepro.FeatureInversion.Parity;

/// <summary>What the weights of a golden file's Swin blocks say of their size.</summary>
/// <param name="Prefix">Of the stage: "layers.0." or empty.</param>
internal readonly record struct SwinBlockWeights(GoldenModel Golden, string Prefix)
{
    private string First => $"{Prefix}blocks.0.";

    public int Depth
    {
        get
        {
            var start = $"{Prefix}blocks.";
            return Golden.StateDictionary.Count(entry => entry.Key.StartsWith(start, StringComparison.Ordinal)
                && entry.Key.EndsWith(".norm1.weight", StringComparison.Ordinal));
        }
    }

    public int Width => (int)Golden.ShapeOf($"{First}norm1.weight")[0];

    public int Heads => (int)Golden.ShapeOf($"{First}attn.relative_position_bias_table")[1];

    public double MlpRatio => VisionTransformerFamily.HiddenRatio(Golden.ShapeOf($"{First}mlp.fc1.weight"));

    public bool QkvBias => Golden.Has($"{First}attn.qkv.bias");

    /// <summary>A square window of side w has (2w−1)² relative positions.</summary>
    /// <exception cref="InvalidDataException">The window is not a square.</exception>
    public GridSize Window
    {
        get
        {
            var rows = Golden.ShapeOf($"{First}attn.relative_position_bias_table")[0];
            var side = ((int)Math.Sqrt(rows) + 1) / 2;
            return (2 * side - 1) * (2 * side - 1) == rows
                ? side
                : throw new InvalidDataException($"{Golden.Path}: {First}attn has {rows} relative positions, which is no square window; the config must name it");
        }
    }
}
