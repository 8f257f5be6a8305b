using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Tensors;

public class IndexingTests
{
    private static readonly long[] Sizes = [2, 3, 4];

    private static Tensor Counting() => arange(24, dtype: ScalarType.Float32).view(Sizes);

    [Fact]
    public void Numbers_ranges_ellipsis_and_new_axes_choose_views()
    {
        using var scope = NewDisposeScope();
        var t = Counting();
        t[1, 2, 3].item<float>().Should().Be(23);
        t[1].shape.Should().Equal(3, 4);
        t[.., 1..].shape.Should().Equal(2, 2, 4);
        t[TensorIndex.Ellipsis, 0].data<float>().ToArray().Should().Equal(0, 4, 8, 12, 16, 20);
        t[TensorIndex.Null].shape.Should().Equal(1, 2, 3, 4);
        t[.., ..^1].shape.Should().Equal(2, 2, 4);
    }

    [Fact]
    public void Lists_and_masks_gather()
    {
        using var scope = NewDisposeScope();
        var t = Counting();
        t[.., tensor(new long[] { 2, 0 })].shape.Should().Equal(2, 2, 4);
        t[t.gt(20)].data<float>().ToArray().Should().Equal(21, 22, 23);
    }

    [Fact]
    public void Assigning_to_an_index_changes_the_tensor()
    {
        using var scope = NewDisposeScope();
        var t = Counting();
        t[0, 0] = zeros(4);
        t[tensor(new long[] { 1 }), tensor(new long[] { 2 })] = ones(1, 4);
        t[0, 0].sum().item<float>().Should().Be(0);
        t[1, 2].sum().item<float>().Should().Be(4);
    }
}
