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

    public InverseVitEncoder(int embedDim, int depth, int numHeads, double mlpRatio = 4, bool qkvBias = false, double layerNormEps = 1e-5)
        : base(nameof(InverseVitEncoder))
    {
        blocks = nn.ModuleList(Enumerable.Range(0, depth)
            .Select(_ => new Block(embedDim, numHeads, mlpRatio, qkvBias, layerNormEps)).ToArray());
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor x, Features f) // N×L×D
    {
        for (var i = 0; i < blocks.Count; i++)
            x = f[$"blocks.{i}"] = blocks[i].Represent(x, f.Of($"blocks.{i}"));
        return f["output"] = x;
    }
}
