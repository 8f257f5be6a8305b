using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Transformers;

/// <summary>Pre-norm transformer block, with layer scale where asked for (timm <c>vision_transformer.py: Block</c>).</summary>
public sealed class Block : StagedModule
{
    private readonly LayerNorm norm1;
    private readonly Attention attn;
    private readonly LayerScale? ls1;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;
    private readonly LayerScale? ls2;

    public Block(int dim, int numHeads, BlockSettings s) : base(nameof(Block))
    {
        norm1 = nn.LayerNorm(dim, eps: s.LayerNormEps);
        attn = new Attention(dim, numHeads, s);
        ls1 = s.LayerScaleInit is { } first ? new LayerScale(dim, first) : null;
        norm2 = nn.LayerNorm(dim, eps: s.LayerNormEps);
        mlp = new Mlp(dim, (int)(dim * s.MlpRatio), s.ProjectionBias);
        ls2 = s.LayerScaleInit is { } second ? new LayerScale(dim, second) : null;
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor x, Features f) // N×L×D
    {
        var update = f["attn"] = attn.Represent(f["norm1"] = norm1.forward(x), f.Of("attn"));
        if (ls1 is not null)
            update = f["ls1"] = ls1.forward(update);
        x = x + update;
        update = f["mlp"] = mlp.forward(f["norm2"] = norm2.forward(x));
        if (ls2 is not null)
            update = f["ls2"] = ls2.forward(update);
        return x + update;
    }
}
