using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.Engine;

/// <summary>Self-attention from one packed projection: softmax(q kᵀ scale) v for each head.</summary>
public static class Attention
{
    /// <summary>Beyond it a head's weights outgrow the cache, and batched products are as fast.</summary>
    private const long LongestFused = 256;

    /// <summary>
    /// qkv: N×L×3D, the last dimension holding query, key and value in that order, each heads × (D/heads) → N×L×D. On the CPU in
    /// float32 one fused operator with its own gradient, elsewhere composed of ordinary operators.
    /// </summary>
    public static Tensor FromPackedQkv(Tensor qkv, long heads, double scale)
    {
#if TORCH_SYSTEM
        if (qkv.dtype == ScalarType.Float32 && qkv.device_type == DeviceType.CPU && qkv.shape[1] <= LongestFused)
            return LibTorch.FusedOperators.Attention(qkv, heads, scale);
#endif
        return Composed(qkv, heads, scale);
    }

    /// <summary>
    /// The same with a bias added to the scores before the softmax, W×heads×L×L, where entry n of the batch takes
    /// bias n mod W: with W = 1 one for all, else one for each of the W windows that a picture is cut into.
    /// </summary>
    public static Tensor FromPackedQkv(Tensor qkv, long heads, double scale, Tensor bias)
    {
#if TORCH_SYSTEM
        if (qkv.dtype == ScalarType.Float32 && qkv.device_type == DeviceType.CPU && qkv.shape[1] <= LongestFused)
            return LibTorch.FusedOperators.Attention(qkv, bias, heads, scale);
#endif
        return Composed(qkv, heads, scale, bias);
    }

    /// <summary>The same from ordinary operators.</summary>
    internal static Tensor Composed(Tensor qkv, long heads, double scale, Tensor? bias = null)
    {
        using var scope = NewDisposeScope();
        var (batch, length, width) = (qkv.shape[0], qkv.shape[1], qkv.shape[2] / 3);
        var parts = qkv.reshape(batch, length, 3, heads, width / heads).permute(2, 0, 3, 1, 4); // 3×N×heads×L×d
        var (query, key, value) = (parts[0], parts[1], parts[2]);
        var scores = (query * scale).matmul(key.transpose(-2, -1)); // N×heads×L×L
        if (bias is not null)
            scores = (scores.view(-1, bias.shape[0], heads, length, length) + bias).view(scores.shape);
        var weights = nn.functional.softmax(scores, -1);
        return weights.matmul(value).transpose(1, 2).reshape(batch, length, width).MoveToOuterDisposeScope();
    }
}
