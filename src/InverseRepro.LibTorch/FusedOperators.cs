using InverseRepro.LibTorch.Interop;
using TorchSharp;

namespace InverseRepro.LibTorch;

/// <summary>Operators of the native bridge beyond libtorch's; differentiable, float32 on the CPU.</summary>
public static class FusedOperators
{
    private static readonly Operator AttentionOperator = new("inverserepro::attention");

    /// <summary>softmax(scale · Q Kᵀ) V for each head.</summary>
    /// <param name="qkv">N×L×3D: queries, keys and values of all heads side by side.</param>
    /// <returns>N×L×D.</returns>
    public static torch.Tensor Attention(torch.Tensor qkv, long heads, double scale) => AttentionOperator.Call(qkv, heads, scale);
}
