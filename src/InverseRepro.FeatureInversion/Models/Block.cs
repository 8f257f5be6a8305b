using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models;

/// <summary>Pre-norm transformer block (timm <c>vision_transformer.py: Block</c>).</summary>
public sealed class Block : StagedModule
{
    private readonly LayerNorm norm1;
    private readonly Attention attn;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;

    public Block(int dim, int numHeads, double mlpRatio, bool qkvBias, double layerNormEps) : base(nameof(Block))
    {
        norm1 = nn.LayerNorm(dim, eps: layerNormEps);
        attn = new Attention(dim, numHeads, qkvBias);
        norm2 = nn.LayerNorm(dim, eps: layerNormEps);
        mlp = new Mlp(dim, (int)(dim * mlpRatio));
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor x, Features f) // N×L×D
    {
        x = x + (f["attn"] = attn.Represent(f["norm1"] = norm1.forward(x), f.Of("attn")));
        return x + (f["mlp"] = mlp.forward(f["norm2"] = norm2.forward(x)));
    }
}
