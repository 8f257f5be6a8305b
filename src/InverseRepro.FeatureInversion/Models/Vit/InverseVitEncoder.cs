using InverseRepro.Engine.Staging;
using InverseRepro.Engine.Transformers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Vit;

/// <summary>
/// Inverse of a group of ViT blocks (inverse-tvm <c>InverseViTEncoder</c>): pre-norm blocks, by default without query-key-value
/// bias and with layer norm epsilon 1e-5, no final norm and no positions of its own.
/// </summary>
public sealed class InverseVitEncoder : StagedModule
{
    private readonly ModuleList<Block> blocks;

    /// <param name="block">Of every block; null: the published one.</param>
    public InverseVitEncoder(int embedDim, int depth, int numHeads, BlockSettings? block = null) : base(nameof(InverseVitEncoder))
    {
        block ??= new BlockSettings(MlpRatio: 4, QkvBias: false, LayerNormEps: 1e-5);
        blocks = nn.ModuleList(Enumerable.Range(0, depth).Select(_ => new Block(embedDim, numHeads, block)).ToArray());
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor x, Features f) // N×L×D
    {
        for (var i = 0; i < blocks.Count; i++)
            x = f[$"blocks.{i}"] = blocks[i].Represent(x, f.Of($"blocks.{i}"));
        return f["output"] = x;
    }
}
