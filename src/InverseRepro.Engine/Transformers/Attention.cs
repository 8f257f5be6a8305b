using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Transformers;

/// <summary>Multi-head self-attention with one fused projection, order q, k, v (timm <c>layers/attention.py</c>).</summary>
public sealed class Attention : StagedModule
{
    private readonly Linear qkv;
    private readonly Linear proj;
    private readonly int _heads;
    private readonly double _scale;

    public Attention(int dim, int numHeads, bool qkvBias) : base(nameof(Attention))
    {
        qkv = nn.Linear(dim, 3 * dim, hasBias: qkvBias);
        proj = nn.Linear(dim, dim);
        _heads = numHeads;
        _scale = Math.Pow((double)dim / numHeads, -0.5);
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor x, Features f) // N×L×D
    {
        var packed = f["qkv"] = qkv.forward(x); // N×L×3D
        return proj.forward(Engine.Attention.FromPackedQkv(packed, _heads, _scale));
    }
}
