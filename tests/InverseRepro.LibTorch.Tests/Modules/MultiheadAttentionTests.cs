using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Modules;

public sealed class MultiheadAttentionTests
{
    private const long Width = 6, Heads = 2;

    private static MultiheadAttention Make()
    {
        manual_seed(5);
        var layer = nn.MultiheadAttention(Width, Heads).to(ScalarType.Float64);
        nn.init.normal_(layer.get_parameter("in_proj_bias")!);
        return layer;
    }

    private static Tensor Random(params long[] shape) => randn(shape, dtype: ScalarType.Float64);

    /// <summary>One head and one sample at a time.</summary>
    private static Tensor Reference(MultiheadAttention layer, Tensor query, Tensor key, Tensor value, Tensor? forbidden)
    {
        var weights = layer.get_parameter("in_proj_weight")!.chunk(3, 0);
        var biases = layer.get_parameter("in_proj_bias")!.chunk(3, 0);
        var samples = new List<Tensor>();
        for (var n = 0L; n < query.shape[1]; n++)
        {
            var heads = new List<Tensor>();
            for (var h = 0L; h < Heads; h++)
            {
                Tensor Part(Tensor x, int i) => (x.select(1, n).matmul(weights[i].t()) + biases[i]).narrow(1, h * Width / Heads, Width / Heads);
                var scores = Part(query, 0).matmul(Part(key, 1).t()) / Math.Sqrt(Width / Heads);
                if (forbidden is object)
                    scores = scores.masked_fill(forbidden[n].unsqueeze(0), double.NegativeInfinity);
                heads.Add(scores.softmax(-1).matmul(Part(value, 2)));
            }
            samples.Add(cat(heads.ToArray(), 1).matmul(layer.get_parameter("out_proj.weight")!.t()) + layer.get_parameter("out_proj.bias")!);
        }
        return stack(samples.ToArray(), 1);
    }

    [Fact]
    public void Keys_are_those_of_PyTorch()
    {
        using var layer = Make();
        layer.state_dict().Keys.Should().Equal("in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias");
    }

    [Fact]
    public void Agrees_with_one_head_at_a_time()
    {
        using var scope = NewDisposeScope();
        var layer = Make();
        Tensor query = Random(3, 2, Width), key = Random(5, 2, Width), value = Random(5, 2, Width);
        var (output, weights) = layer.call(query, key, value);
        (output - Reference(layer, query, key, value, null)).abs().max().item<double>().Should().BeLessThan(1e-12);
        weights.shape.Should().Equal(2, 3, 5);
        (weights.sum(-1) - 1).abs().max().item<double>().Should().BeLessThan(1e-12);
    }

    [Fact]
    public void Ignores_padded_keys()
    {
        using var scope = NewDisposeScope();
        var layer = Make();
        Tensor query = Random(3, 2, Width), key = Random(4, 2, Width);
        var padding = tensor([false, false, true, true, false, true, false, false], [2, 4]);
        var (output, weights) = layer.call(query, key, key, padding, need_weights: false);
        (output - Reference(layer, query, key, key, padding)).abs().max().item<double>().Should().BeLessThan(1e-12);
        (weights is null).Should().BeTrue();
    }

    [Fact]
    public void Adds_a_numeric_mask_and_obeys_a_boolean_one()
    {
        using var scope = NewDisposeScope();
        var layer = Make();
        var x = Random(3, 1, Width);
        var causal = ones([3, 3], dtype: ScalarType.Bool).triu(1);
        var numeric = zeros([3, 3], dtype: ScalarType.Float64).masked_fill(causal, double.NegativeInfinity);
        var (first, _) = layer.call(x, x, x, attn_mask: causal);
        var (second, _) = layer.call(x, x, x, attn_mask: numeric);
        first.allclose(second).Should().BeTrue();
        var (alone, _) = layer.call(x.narrow(0, 0, 1), x.narrow(0, 0, 1), x.narrow(0, 0, 1));
        first.narrow(0, 0, 1).allclose(alone).Should().BeTrue();
    }

    [Fact]
    public void Gradients_are_those_of_its_function()
    {
        using var scope = NewDisposeScope();
        var layer = Make();
        var x = Random(3, 2, Width);
        Gradient.LargestError(() => layer.call(x, x, x).Item1, [x, .. layer.parameters()]).Should().BeLessThan(2e-8);
    }

    [Fact]
    public void Refuses_widths_that_heads_do_not_divide() =>
        FluentActions.Invoking(() => nn.MultiheadAttention(5, 2)).Should().Throw<ArgumentException>();
}
