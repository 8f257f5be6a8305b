using InverseRepro.LibTorch.Interop;
using TorchSharp;

namespace InverseRepro.LibTorch;

/// <summary>Operators of the native bridge beyond libtorch's; differentiable, float32 on the CPU.</summary>
public static class FusedOperators
{
    private static readonly Operator AttentionOperator = new("inverserepro::attention");
    private static readonly Operator BiasedAttentionOperator = new("inverserepro::biased_attention");

    /// <summary>softmax(scale · Q Kᵀ) V for each head.</summary>
    /// <param name="qkv">N×L×3D: queries, keys and values of all heads side by side.</param>
    /// <returns>N×L×D.</returns>
    public static torch.Tensor Attention(torch.Tensor qkv, long heads, double scale) => AttentionOperator.Call(qkv, heads, scale);

    /// <summary>softmax(scale · Q Kᵀ + bias) V for each head.</summary>
    /// <param name="qkv">N×L×3D: queries, keys and values of all heads side by side.</param>
    /// <param name="bias">W×heads×L×L; entry n of the batch takes bias n mod W.</param>
    /// <returns>N×L×D.</returns>
    public static torch.Tensor Attention(torch.Tensor qkv, torch.Tensor bias, long heads, double scale) =>
        BiasedAttentionOperator.Call(qkv, bias, heads, scale);
}
