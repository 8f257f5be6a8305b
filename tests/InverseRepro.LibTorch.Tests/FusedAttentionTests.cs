using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests;

public class FusedAttentionTests
{
    [Theory]
    [InlineData(1, 1, 4, 1)]
    [InlineData(2, 5, 6, 3)]
    [InlineData(3, 65, 96, 3)]
    [InlineData(1, 17, 20, 4)]
    public void Values_and_gradients_equal_the_composition(long batch, long length, long width, long heads)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(11);
        var data = randn([batch, length, 3 * width], generator: generator);
        var weight = randn([batch, length, width], generator: generator);
        var (fused, composed) = (data.clone().requires_grad_(), data.clone().requires_grad_());
        var scale = 1 / Math.Sqrt(width / heads);

        var result = FusedOperators.Attention(fused, heads, scale);
        var expected = Composed(composed, heads, scale);
        (result * weight).sum().backward();
        (expected * weight).sum().backward();

        result.allclose(expected, 1e-4, 1e-5).Should().BeTrue();
        fused.grad!.allclose(composed.grad!, 1e-4, 1e-5).Should().BeTrue();
    }

    [Fact]
    public void Repeated_calls_are_bit_identical()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        var qkv = randn([4, 33, 72], generator: generator);
        FusedOperators.Attention(qkv, 3, 0.2).Equals(FusedOperators.Attention(qkv, 3, 0.2)).Should().BeTrue();
    }

    private static Tensor Composed(Tensor qkv, long heads, double scale)
    {
        var (n, l, d) = (qkv.shape[0], qkv.shape[1], qkv.shape[2] / 3);
        var parts = qkv.view(n, l, 3, heads, d / heads).permute(2, 0, 3, 1, 4).unbind(0); // 3 × N×H×L×D/H
        var attention = (parts[0].matmul(parts[1].transpose(-2, -1)) * scale).softmax(-1);
        return attention.matmul(parts[2]).transpose(1, 2).reshape(n, l, d);
    }
}
