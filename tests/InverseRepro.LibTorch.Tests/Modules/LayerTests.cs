using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Modules;

public sealed class LayerTests
{
    private static Tensor Ramp(params long[] shape) =>
        arange(shape.Aggregate(1L, (a, b) => a * b), dtype: ScalarType.Float64).add(1).sin().reshape(shape);

    private static float[] Values(Tensor tensor) => tensor.detach().to(ScalarType.Float32).contiguous().data<float>().ToArray();

    public static TheoryData<string> Layers => [.. Cases.Keys];

    private static readonly Dictionary<string, (Func<nn.Module<Tensor, Tensor>> Make, long[] Input, long[] Output)> Cases = new()
    {
        ["Linear"] = (() => nn.Linear(3, 5), [2, 4, 3], [2, 4, 5]),
        ["Conv1d"] = (() => nn.Conv1d(2, 3, 3, padding: 1), [2, 2, 5], [2, 3, 5]),
        ["Conv2d"] = (() => nn.Conv2d(2, 4, 3, stride: 2, padding: 1), [2, 2, 5, 5], [2, 4, 3, 3]),
        ["Conv2d grouped"] = (() => nn.Conv2d(4, 4, (3, 1), groups: 2, bias: false), [1, 4, 4, 3], [1, 4, 2, 3]),
        ["Conv2d same"] = (() => nn.Conv2d(2, 2, 4, Padding.Same), [1, 2, 5, 6], [1, 2, 5, 6]),
        ["Conv2d reflected"] = (() => nn.Conv2d(2, 2, 3, padding: 1, padding_mode: PaddingModes.Reflect), [1, 2, 4, 5], [1, 2, 4, 5]),
        ["ConvTranspose2d"] = (() => nn.ConvTranspose2d(3, 2, 4, stride: 2, padding: 1), [2, 3, 3, 4], [2, 2, 6, 8]),
        ["ConvTranspose2d padded"] = (() => nn.ConvTranspose2d(2, 2, 3, stride: 2, padding: 1, output_padding: 1), [1, 2, 3, 3], [1, 2, 6, 6]),
        ["BatchNorm1d"] = (() => nn.BatchNorm1d(3), [4, 3], [4, 3]),
        ["BatchNorm2d"] = (() => nn.BatchNorm2d(3), [2, 3, 3, 2], [2, 3, 3, 2]),
        ["LayerNorm"] = (() => nn.LayerNorm(6, eps: 1e-6), [2, 3, 6], [2, 3, 6]),
        ["GroupNorm"] = (() => nn.GroupNorm(2, 4), [2, 4, 3], [2, 4, 3]),
        ["ReLU"] = (() => nn.ReLU(), [7], [7]),
        ["LeakyReLU"] = (() => nn.LeakyReLU(0.2), [7], [7]),
        ["GELU"] = (() => nn.GELU(), [7], [7]),
        ["GELU tanh"] = (() => nn.GELU(GELU.Approximate.tanh), [7], [7]),
        ["Sigmoid"] = (() => nn.Sigmoid(), [7], [7]),
        ["Tanh"] = (() => nn.Tanh(), [7], [7]),
        ["SiLU"] = (() => nn.SiLU(), [7], [7]),
        ["Softplus"] = (() => nn.Softplus(), [7], [7]),
        ["Softmax"] = (() => nn.Softmax(-1), [2, 4], [2, 4]),
        ["LogSoftmax"] = (() => nn.LogSoftmax(1), [2, 4], [2, 4]),
        ["Identity"] = (() => nn.Identity(), [3], [3]),
        ["Flatten"] = (() => nn.Flatten(), [2, 3, 4], [2, 12]),
        ["Unflatten"] = (() => nn.Unflatten(1, [3, 4]), [2, 12, 2], [2, 3, 4, 2]),
        ["MaxPool2d"] = (() => nn.MaxPool2d(2), [1, 2, 4, 5], [1, 2, 2, 2]),
        ["AvgPool2d"] = (() => nn.AvgPool2d(3, stride: 2, padding: 1), [1, 2, 5, 5], [1, 2, 3, 3]),
        ["AdaptiveAvgPool2d"] = (() => nn.AdaptiveAvgPool2d(2), [1, 2, 5, 5], [1, 2, 2, 2]),
        ["Upsample nearest"] = (() => nn.Upsample(scale_factor: [2, 2]), [1, 1, 2, 3], [1, 1, 4, 6]),
        ["Upsample bilinear"] = (() => nn.Upsample(size: [5, 7], mode: UpsampleMode.Bilinear), [1, 1, 3, 3], [1, 1, 5, 7]),
        ["PixelShuffle"] = (() => nn.PixelShuffle(2), [1, 8, 2, 3], [1, 2, 4, 6]),
        ["PixelUnshuffle"] = (() => nn.PixelUnshuffle(2), [1, 2, 4, 6], [1, 8, 2, 3]),
        ["Dropout in evaluation"] = (() => { var layer = nn.Dropout(0.5); layer.eval(); return layer; }, [5], [5]),
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void Has_the_documented_shape_and_the_gradient_of_its_function(string name)
    {
        var (make, input, output) = Cases[name];
        using var scope = NewDisposeScope();
        using var layer = make().to(ScalarType.Float64);
        var x = Ramp(input);
        layer.call(x).shape.Should().Equal(output);
        var variables = layer.parameters().Cast<Tensor>().Prepend(x).ToArray();
        Gradient.LargestError(() => layer.call(x), variables).Should().BeLessThan(2e-8);
    }

    [Fact]
    public void Linear_multiplies_by_the_transposed_weight()
    {
        using var scope = NewDisposeScope();
        var layer = nn.Linear(new Parameter(tensor([1f, 2, 3, 4, 5, 6], [2, 3])), new Parameter(tensor([10f, 20], [2])));
        Values(layer.call(tensor([1f, 0, -1], [1, 3]))).Should().Equal(8, 18);
        (layer.in_features, layer.out_features).Should().Be((3L, 2L));
    }

    [Fact]
    public void Convolution_agrees_with_plain_loops()
    {
        using var scope = NewDisposeScope();
        var layer = nn.Conv2d(2, 3, 3, stride: 2, padding: 1).to(ScalarType.Float64);
        var input = Ramp(1, 2, 5, 6);
        var expected = Reference(input, layer.weight, layer.bias!, 2, 1);
        (layer.call(input) - expected).abs().max().item<double>().Should().BeLessThan(1e-12);
    }

    private static Tensor Reference(Tensor input, Tensor weight, Tensor bias, int stride, int padding)
    {
        var (height, width, size) = (input.shape[2], input.shape[3], weight.shape[2]);
        var (rows, columns) = ((height + 2 * padding - size) / stride + 1, (width + 2 * padding - size) / stride + 1);
        var x = input.data<double>().ToArray();
        var w = weight.data<double>().ToArray();
        var b = bias.data<double>().ToArray();
        var result = new List<double>();
        for (var d = 0; d < b.Length; d++)
            for (var i = 0; i < rows; i++)
                for (var j = 0; j < columns; j++)
                {
                    var sum = b[d];
                    for (var c = 0; c < weight.shape[1]; c++)
                        for (var u = 0; u < size; u++)
                            for (var v = 0; v < size; v++)
                            {
                                var (row, column) = (i * stride + u - padding, j * stride + v - padding);
                                if (row >= 0 && row < height && column >= 0 && column < width)
                                    sum += x[(c * height + row) * width + column] * w[((d * weight.shape[1] + c) * size + u) * size + v];
                            }
                    result.Add(sum);
                }
        return tensor(result.ToArray(), [1, b.Length, rows, columns]);
    }

    [Fact]
    public void Transposed_convolution_can_be_asked_for_a_size()
    {
        using var scope = NewDisposeScope();
        var layer = nn.ConvTranspose2d(1, 1, 3, stride: 2, padding: 1);
        layer.forward(ones([1, 1, 4, 4]), [8, 7]).shape.Should().Equal(1, 1, 8, 7);
        FluentActions.Invoking(() => layer.forward(ones([1, 1, 4, 4]), [9, 8])).Should().Throw<ArgumentException>().WithMessage("*7 to 8*");
    }

    [Fact]
    public void Convolution_names_the_shape_it_cannot_take()
    {
        using var layer = nn.Conv2d(3, 4, 3);
        using var input = ones([1, 2, 8, 8]);
        FluentActions.Invoking(() => layer.call(input)).Should().Throw<ArgumentException>().WithMessage("*3 channels to Conv2d, got [1, 2, 8, 8].");
    }

    [Fact]
    public void Embedding_picks_rows_and_never_trains_the_padding_row()
    {
        using var scope = NewDisposeScope();
        var layer = nn.Embedding(4, 2, padding_idx: 1);
        Values(layer.weight![1]).Should().Equal(0, 0);
        var output = layer.call(tensor([3L, 1, 3], [3]));
        output.shape.Should().Equal(3, 2);
        output.sum().backward();
        Values(layer.weight!.grad!).Should().Equal(0, 0, 0, 0, 0, 0, 2, 2);
        nn.Embedding_from_pretrained(Ramp(3, 2)).weight!.requires_grad.Should().BeFalse();
    }

    [Fact]
    public void Dropout_scales_what_it_keeps()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var kept = Values(nn.Dropout(0.25).call(ones([4000])));
        kept.Distinct().Order().Should().Equal(0, 4f / 3);
        kept.Average().Should().BeApproximately(1, 0.05f);
    }

    [Fact]
    public void Dropout_of_channels_keeps_or_zeroes_whole_channels()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var layer = nn.Dropout2d(0.25);
        var kept = layer.call(ones([40, 100, 2, 3]));
        Values(kept).Distinct().Order().Should().Equal(0, 4f / 3);
        Values(kept).Average().Should().BeApproximately(1, 0.05f);
        Values(kept.amax([2, 3]) - kept.amin([2, 3])).Should().OnlyContain(spread => spread == 0);
        layer.eval();
        Values(layer.call(ones([1, 2, 1, 1]))).Should().Equal(1, 1);
    }

    [Fact]
    public void In_place_activation_changes_its_input()
    {
        using var scope = NewDisposeScope();
        var x = tensor([-1f, 2], [2]);
        nn.ReLU(inplace: true).call(x);
        Values(x).Should().Equal(0, 2);
    }

    [Fact]
    public void Freezing_stops_gradients_of_parameters_but_not_of_inputs()
    {
        using var scope = NewDisposeScope();
        var layer = nn.Linear(2, 2);
        foreach (var parameter in layer.parameters())
            parameter.requires_grad = false;
        var x = ones([1, 2], requires_grad: true);
        layer.call(x).sum().backward();
        (layer.weight.grad is null).Should().BeTrue();
        (x.grad is null).Should().BeFalse();
    }
}
