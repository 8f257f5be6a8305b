using InverseRepro.LibTorch.Interop;
using TorchSharp;

namespace InverseRepro.LibTorch;

/// <summary>Operators of the native bridge beyond libtorch's; differentiable, float32 on the CPU.</summary>
public static class FusedOperators
{
    private static readonly Operator AttentionOperator = new("inverserepro::attention");
    private static readonly Operator BiasedAttentionOperator = new("inverserepro::biased_attention");
    private static readonly Operator SelectiveScanOperator = new("inverserepro::selective_scan");

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

    /// <summary>h_t = exp(Δ_t A) h_{t−1} + Δ_t B_t u_t, y_t = C_t h_t + D u_t for each channel, times silu(z). Differentiable once.</summary>
    /// <param name="u">N×D×L, of any strides; so are <paramref name="delta"/> and <paramref name="z"/>.</param>
    /// <param name="a">D×S.</param>
    /// <param name="b">N×S×L, N×G×S×L for G groups of channels, or D×S; <paramref name="c"/> likewise.</param>
    /// <param name="d">D; <paramref name="deltaBias"/> likewise.</param>
    /// <param name="initialState">N×D×S; zero when null.</param>
    /// <returns>N×D×L, and the last state N×D×S.</returns>
    public static (torch.Tensor Output, torch.Tensor LastState) SelectiveScan(torch.Tensor u, torch.Tensor delta, torch.Tensor a, torch.Tensor b,
        torch.Tensor c, torch.Tensor? d, torch.Tensor? z, torch.Tensor? deltaBias, bool deltaSoftplus, torch.Tensor? initialState) =>
        SelectiveScanOperator.Call2(u, delta, a, b, c, d, z, deltaBias, deltaSoftplus, initialState);
}
