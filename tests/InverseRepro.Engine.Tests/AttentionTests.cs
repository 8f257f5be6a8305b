using static TorchSharp.torch;

namespace InverseRepro.Engine.Tests;

public sealed class AttentionTests
{
    private const long Batch = 3, Length = 17, Width = 24, Heads = 3;
    private static readonly double Scale = 1 / Math.Sqrt(Width / Heads);

    private static Tensor Packed(ScalarType type = ScalarType.Float32)
    {
        manual_seed(4);
        return randn([Batch, Length, 3 * Width], dtype: type);
    }

    /// <summary>One sample and one head at a time.</summary>
    private static Tensor Reference(Tensor qkv)
    {
        var samples = new List<Tensor>();
        for (var n = 0L; n < Batch; n++)
        {
            var heads = new List<Tensor>();
            for (var h = 0L; h < Heads; h++)
            {
                Tensor Part(long part) => qkv[n].narrow(1, part * Width + h * Width / Heads, Width / Heads); // L×d
                heads.Add((Part(0).matmul(Part(1).t()) * Scale).softmax(-1).matmul(Part(2)));
            }
            samples.Add(cat(heads.ToArray(), 1));
        }
        return stack(samples.ToArray(), 0);
    }

    [Fact]
    public void Composed_attention_is_that_of_each_head_alone()
    {
        using var scope = NewDisposeScope();
        var qkv = Packed(ScalarType.Float64);
        (Attention.Composed(qkv, Heads, Scale) - Reference(qkv)).abs().max().item<double>().Should().BeLessThan(1e-13);
    }

    [Fact]
    public void Fused_and_composed_attention_agree_in_value_and_gradient()
    {
        using var scope = NewDisposeScope();
        Tensor fused = Packed().requires_grad_(), composed = Packed().requires_grad_();
        var weight = randn([Batch, Length, Width]);
        Tensor first = Attention.FromPackedQkv(fused, Heads, Scale), second = Attention.Composed(composed, Heads, Scale);
        (first - second).abs().max().item<float>().Should().BeLessThan(2e-6f);
        (first * weight).sum().backward();
        (second * weight).sum().backward();
        (fused.grad! - composed.grad!).abs().max().item<float>().Should().BeLessThan(5e-6f);
    }

    [Fact]
    public void Accepts_packed_projections_that_are_not_contiguous()
    {
        using var scope = NewDisposeScope();
        var qkv = Packed().transpose(0, 1).contiguous().transpose(0, 1);
        (Attention.FromPackedQkv(qkv, Heads, Scale) - Reference(qkv)).abs().max().item<float>().Should().BeLessThan(2e-6f);
    }

    [Theory]
    [InlineData(6, 1)]
    [InlineData(6, 3)]
    [InlineData(80, 1)] // more pictures than the backward pass has slices
    public void Fused_and_composed_attention_with_a_bias_agree_in_value_and_every_gradient(long batch, long windows)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        Tensor fused = randn(batch, Length, 3 * Width).requires_grad_(), composed = fused.detach().clone().requires_grad_();
        Tensor fusedBias = randn(windows, Heads, Length, Length).requires_grad_(), composedBias = fusedBias.detach().clone().requires_grad_();
        var weight = randn(batch, Length, Width);
        Tensor first = Attention.FromPackedQkv(fused, Heads, Scale, fusedBias), second = Attention.Composed(composed, Heads, Scale, composedBias);
        (first - second).abs().max().item<float>().Should().BeLessThan(3e-6f);
        (first * weight).sum().backward();
        (second * weight).sum().backward();
        (fused.grad! - composed.grad!).abs().max().item<float>().Should().BeLessThan(1e-5f);
        (fusedBias.grad! - composedBias.grad!).abs().max().item<float>().Should().BeLessThan(2e-5f);
    }

    [Fact]
    public void Every_window_takes_its_own_bias()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        var (qkv, bias) = (randn(4, Length, 3 * Width), randn(2, Heads, Length, Length));
        var whole = Attention.FromPackedQkv(qkv, Heads, Scale, bias);
        for (var n = 0; n < 4; n++)
            (whole[n..(n + 1)] - Attention.Composed(qkv[n..(n + 1)], Heads, Scale, bias[(n % 2)..(n % 2 + 1)])).abs().max().item<float>()
                .Should().BeLessThan(3e-6f);
    }
}
