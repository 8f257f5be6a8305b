using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InverseRepro.LibTorch.Tests.Functional;

public sealed class FunctionalTests
{
    private static float[] Values(Tensor tensor) => tensor.contiguous().data<float>().ToArray();

    [Fact]
    public void Attention_of_one_query_is_a_weighted_mean()
    {
        using var scope = NewDisposeScope();
        var query = tensor([MathF.Log(3) * 2, 0f, 0, 0], [1, 1, 4]);
        var key = tensor([1f, 0, 0, 0, 0, 0, 0, 0], [1, 2, 4]);
        var value = tensor([4f, 8], [1, 2, 1]);
        Values(functional.scaled_dot_product_attention(query, key, value))[0].Should().BeApproximately(5, 1e-5f);
        var mask = tensor([false, true], [1, 1, 2]);
        Values(functional.scaled_dot_product_attention(query, key, value, mask))[0].Should().BeApproximately(8, 1e-5f);
    }

    [Fact]
    public void Causal_attention_sees_no_later_token()
    {
        using var scope = NewDisposeScope();
        var x = randn([1, 3, 4]);
        var causal = functional.scaled_dot_product_attention(x, x, x, is_casual: true);
        Values(causal[0, 0]).Should().BeEquivalentTo(Values(x[0, 0]), options => options
            .Using<float>(context => context.Subject.Should().BeApproximately(context.Expectation, 1e-6f)).WhenTypeIs<float>());
    }

    [Theory]
    [InlineData(PaddingModes.Constant, new float[] { 9, 1, 2, 3, 9 })]
    [InlineData(PaddingModes.Reflect, new float[] { 2, 1, 2, 3, 2 })]
    [InlineData(PaddingModes.Replicate, new float[] { 1, 1, 2, 3, 3 })]
    [InlineData(PaddingModes.Circular, new float[] { 3, 1, 2, 3, 1 })]
    public void Padding_continues_beyond_the_border(PaddingModes mode, float[] expected)
    {
        using var input = tensor([1f, 2, 3], [1, 1, 3]);
        using var output = functional.pad(input, (1, 1), mode, 9);
        Values(output).Should().Equal(expected);
    }

    [Fact]
    public void Nearest_interpolation_repeats_and_bilinear_blends()
    {
        using var scope = NewDisposeScope();
        var input = tensor([0f, 4], [1, 1, 1, 2]);
        Values(functional.interpolate(input, scale_factor: [1, 2])).Should().Equal(0, 0, 4, 4);
        Values(functional.interpolate(input, size: [1, 4], mode: InterpolationMode.Bilinear, align_corners: false)).Should().Equal(0, 1, 3, 4);
        FluentActions.Invoking(() => functional.interpolate(input)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => functional.interpolate(input, [2], mode: InterpolationMode.Trilinear)).Should().Throw<NotSupportedException>();
    }

    [Fact]
    public void Fold_of_unfold_counts_how_often_a_pixel_is_read()
    {
        using var scope = NewDisposeScope();
        var windows = functional.unfold(ones([1, 1, 3, 3]), 2);
        windows.shape.Should().Equal(1, 4, 4);
        Values(functional.fold(windows, 3, 2)).Should().Equal(1, 2, 1, 2, 4, 2, 1, 2, 1);
    }

    [Fact]
    public void Normalisation_divides_by_the_norm()
    {
        using var scope = NewDisposeScope();
        var input = tensor([3f, 4, 0, 0], [2, 2]);
        Values(functional.normalize(input)).Should().Equal(0.6f, 0.8f, 0, 0);
        Values(functional.cosine_similarity(input[0].unsqueeze(0), tensor([4f, 3], [1, 2])))[0].Should().BeApproximately(0.96f, 1e-6f);
    }

    [Fact]
    public void One_hot_marks_the_class()
    {
        using var scope = NewDisposeScope();
        functional.one_hot(tensor([2L, 0], [2]), 3).data<long>().ToArray().Should().Equal(0, 0, 1, 1, 0, 0);
    }
}
