using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models;

/// <summary>Multi-head self-attention with one fused projection, order q, k, v (timm <c>layers/attention.py</c>).</summary>
public sealed class Attention : nn.Module<Tensor, Tensor>
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

    public override Tensor forward(Tensor x) => Attend(qkv.forward(x)); // N×L×D → N×L×3D → N×L×D

    /// <summary>As <see cref="forward"/>, recording the projections and the result under <paramref name="prefix"/>.</summary>
    public Tensor Represent(Tensor x, Features f, string prefix) => f[prefix] = Attend(f[$"{prefix}.qkv"] = qkv.forward(x));

    private Tensor Attend(Tensor packed) => proj.forward(Engine.Attention.FromPackedQkv(packed, _heads, _scale));
}
