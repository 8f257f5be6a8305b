using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models;

/// <summary>Pre-norm transformer block (timm <c>vision_transformer.py: Block</c>).</summary>
public sealed class Block : nn.Module<Tensor, Tensor>
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

    public override Tensor forward(Tensor x) // N×L×D
    {
        x = x + attn.forward(norm1.forward(x));
        return x + mlp.forward(norm2.forward(x));
    }

    /// <summary>As <see cref="forward"/>, recording every intermediate under <paramref name="prefix"/>.</summary>
    public Tensor Represent(Tensor x, Features f, string prefix)
    {
        var normed = f[$"{prefix}.norm1"] = norm1.forward(x);
        x = x + attn.Represent(normed, f, $"{prefix}.attn");
        normed = f[$"{prefix}.norm2"] = norm2.forward(x);
        return f[prefix] = x + (f[$"{prefix}.mlp"] = mlp.forward(normed));
    }
}
