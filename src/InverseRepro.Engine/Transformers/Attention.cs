using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Transformers;

/// <summary>Multi-head self-attention with one fused projection, order q, k, v (timm <c>layers/attention.py</c>).</summary>
public sealed class Attention : StagedModule
{
    private readonly Linear qkv;
    private readonly LayerNorm? q_norm;
    private readonly LayerNorm? k_norm;
    private readonly Linear proj;
    private readonly int _heads;
    private readonly double _scale;

    public Attention(int dim, int numHeads, BlockSettings s) : base(nameof(Attention))
    {
        qkv = nn.Linear(dim, 3 * dim, hasBias: s.QkvBias);
        q_norm = s.QkNorm ? nn.LayerNorm(dim / numHeads, eps: s.LayerNormEps) : null;
        k_norm = s.QkNorm ? nn.LayerNorm(dim / numHeads, eps: s.LayerNormEps) : null;
        proj = nn.Linear(dim, dim, hasBias: s.ProjectionBias);
        _heads = numHeads;
        _scale = Math.Pow((double)dim / numHeads, -0.5);
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor x, Features f) // N×L×D
    {
        var packed = f["qkv"] = qkv.forward(x); // N×L×3D
        return proj.forward(Engine.Attention.FromPackedQkv(Normalised(packed), _heads, _scale));
    }

    private Tensor Normalised(Tensor packed)
    {
        if (q_norm is null || k_norm is null)
            return packed;
        var parts = packed.view(packed.shape[0], packed.shape[1], 3, _heads, -1); // N×L×3×heads×d
        return cat([q_norm.forward(parts.narrow(2, 0, 1)), k_norm.forward(parts.narrow(2, 1, 1)), parts.narrow(2, 2, 1)], 2).flatten(2);
    }
}
